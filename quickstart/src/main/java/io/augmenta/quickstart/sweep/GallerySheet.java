package io.augmenta.quickstart.sweep;

import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.grid.GridRow;
import io.augmenta.imaging.grid.SampleGrid;
import io.augmenta.imaging.png.PngEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Samples as pictures. */
final class GallerySheet {

    private static final int GUTTER_PIXELS = 2;
    private static final int BLOCK_COLUMNS = 3;
    /** Small tiles are enlarged to about this size, so that one can look at them. */
    private static final int TILE_PIXELS = 64;

    private GallerySheet() {}

    /** A row of real images and one for each model, best first; a panel for each class. */
    static byte[] png(SweepResult result) {
        List<GridRow> rows = new ArrayList<>();
        rows.add(row("real", result.dataset().classes(), result.realImages()));
        int rank = 0;
        for (SweepModel model : result.models()) {
            rank++;
            Map<String, List<RasterImage>> images = result.generatedImages().get(model.runId());
            if (images != null) {
                String settings = String.join(" ", model.run().varied().values());
                rows.add(row((rank + " " + settings).strip(), result.dataset().classes(), images));
            }
        }
        return PngEncoder.encode(
                new SampleGrid(result.dataset().classes(), rows, GUTTER_PIXELS, magnification(result)).draw());
    }

    private static GridRow row(String label, List<String> classes, Map<String, List<RasterImage>> images) {
        return new GridRow(
                label,
                classes.stream()
                        .map(name -> images.getOrDefault(name, List.of()))
                        .toList());
    }

    /** Images of one class as a block, for a page. */
    static byte[] block(List<RasterImage> images, int magnification) {
        List<GridRow> rows = new ArrayList<>();
        for (int from = 0; from < images.size(); from += BLOCK_COLUMNS) {
            rows.add(GridRow.of("", images.subList(from, Math.min(images.size(), from + BLOCK_COLUMNS))));
        }
        return PngEncoder.encode(new SampleGrid(List.of(), rows, 1, magnification).draw());
    }

    static int magnification(SweepResult result) {
        return Math.max(1, TILE_PIXELS / result.dataset().width());
    }
}
