package io.augmenta.evaluator.report;

import io.augmenta.contracts.Split;
import io.augmenta.evaluator.study.StudyImage;
import io.augmenta.evaluator.study.StudyImages;
import io.augmenta.evaluator.study.StudyResult;
import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.grid.GridRow;
import io.augmenta.imaging.grid.SampleGrid;
import io.augmenta.imaging.png.PngEncoder;
import io.augmenta.scoring.comparison.PrivacyComparison;
import io.augmenta.scoring.comparison.Space;
import io.augmenta.scoring.privacy.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** The generated images that come closest to a training image by pixels, above the training images they come close to. */
final class ClosestPairsSheet {
    private static final int COLUMNS = 12;
    private static final int GUTTER_PIXELS = 4;
    private static final int TILE_PIXELS = 96;

    private ClosestPairsSheet() {}

    /** The nearest pair first; empty where privacy was not computed. */
    static Optional<byte[]> png(StudyResult study) {
        return study.closeness()
                .privacy()
                .flatMap(privacy -> privacy.in(Space.PIXELS))
                .map(nearness -> png(study.images(), nearness.closest(PrivacyComparison.PAIRS)));
    }

    private static byte[] png(StudyImages images, List<Match> closest) {
        List<StudyImage> train = images.real(Split.TRAIN);
        List<GridRow> rows = new ArrayList<>();
        for (int first = 0; first < closest.size(); first += COLUMNS) {
            List<Match> matches = closest.subList(first, Math.min(closest.size(), first + COLUMNS));
            rows.add(row("generated", images, images.generated(), matches, Match::query));
            rows.add(row("training", images, train, matches, Match::reference));
        }
        int magnification = Math.max(1, TILE_PIXELS / images.width());
        return PngEncoder.encode(new SampleGrid(List.of("closest pairs"), rows, GUTTER_PIXELS, magnification).draw());
    }

    private static GridRow row(
            String label, StudyImages images, List<StudyImage> from, List<Match> matches, ToIntFunction<Match> index) {
        List<RasterImage> tiles = matches.stream()
                .map(match -> new RasterImage(
                        images.channels(),
                        images.height(),
                        images.width(),
                        from.get(index.applyAsInt(match)).pixels().toArray()))
                .toList();
        return new GridRow(label, List.of(tiles));
    }
}
