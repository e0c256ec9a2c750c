package io.augmenta.imaging.grid;

import io.augmenta.imaging.RasterImage;
import java.util.List;

/**
 * One row of a sheet.
 *
 * @param label written before the row; empty for none
 * @param panels groups of tiles from left to right, for example real ones, then generated ones; a group may be shorter
 *     than in other rows, its places stay empty
 */
public record GridRow(String label, List<List<RasterImage>> panels) {

    /** Copies the lists. */
    public GridRow {
        panels = panels.stream().map(List::copyOf).toList();
    }

    /** A row with a single group of tiles. */
    public static GridRow of(String label, List<RasterImage> tiles) {
        return new GridRow(label, List.of(tiles));
    }
}
