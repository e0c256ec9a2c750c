package io.augmenta.evaluator.report;

import io.augmenta.contracts.Split;
import io.augmenta.evaluator.study.StudyImage;
import io.augmenta.evaluator.study.StudyImages;
import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.grid.GridRow;
import io.augmenta.imaging.grid.SampleGrid;
import io.augmenta.imaging.png.PngEncoder;
import java.util.ArrayList;
import java.util.List;

/**
 * Real train images beside generated ones, a row for each class. Taken in the order of their ids, which are hashes: a
 * choice that nobody made, and the same every time.
 */
final class SampleSheet {
    private static final int COLUMNS = 6;
    private static final int GUTTER_PIXELS = 4;

    /** Small tiles are enlarged to about this size, so that one can look at them. */
    private static final int TILE_PIXELS = 128;

    private SampleSheet() {}

    static byte[] png(StudyImages images) {
        List<GridRow> rows = new ArrayList<>();
        for (int label = 0; label < images.classes().size(); label++) {
            rows.add(new GridRow(
                    images.classes().get(label),
                    List.of(tiles(images, images.real(Split.TRAIN), label), tiles(images, images.generated(), label))));
        }
        int magnification = Math.max(1, TILE_PIXELS / images.width());
        return PngEncoder.encode(
                new SampleGrid(List.of("real", "generated"), rows, GUTTER_PIXELS, magnification).draw());
    }

    private static List<RasterImage> tiles(StudyImages images, List<StudyImage> from, int label) {
        return from.stream()
                .filter(image -> image.label() == label)
                .limit(COLUMNS)
                .map(image -> new RasterImage(
                        images.channels(),
                        images.height(),
                        images.width(),
                        image.pixels().toArray()))
                .toList();
    }
}
