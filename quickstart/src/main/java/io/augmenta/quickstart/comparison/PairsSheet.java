package io.augmenta.quickstart.comparison;

import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.grid.GridRow;
import io.augmenta.imaging.grid.SampleGrid;
import io.augmenta.imaging.png.PngEncoder;
import io.augmenta.scoring.privacy.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** The generated images that come closest to training images, above these; two rows for each space, the nearest left. */
public final class PairsSheet {

    private static final int COLUMNS = 12;
    private static final int GUTTER_PIXELS = 4;
    private static final int TILE_PIXELS = 96;

    private PairsSheet() {}

    /**
     * The sheet as a PNG file.
     *
     * @param training what the pairs' references are of
     */
    public static byte[] png(FolderScores.Folders folders, FolderImages training, FolderScores.Privacy privacy) {
        List<GridRow> rows = new ArrayList<>();
        privacy.nearness().nearness().forEach((space, nearness) -> {
            List<Match> closest = nearness.closest(COLUMNS);
            rows.add(row("by " + space.label(), folders.generated(), closest, Match::query));
            rows.add(row("training", training, closest, Match::reference));
        });
        int magnification = Math.max(1, TILE_PIXELS / training.images().width());
        return PngEncoder.encode(new SampleGrid(List.of("closest pairs"), rows, GUTTER_PIXELS, magnification).draw());
    }

    private static GridRow row(String label, FolderImages from, List<Match> matches, ToIntFunction<Match> index) {
        List<RasterImage> tiles = matches.stream()
                .map(match -> RasterImage.grey(
                        from.images().height(),
                        from.images().width(),
                        from.images().images().get(index.applyAsInt(match))))
                .toList();
        return new GridRow(label, List.of(tiles));
    }
}
