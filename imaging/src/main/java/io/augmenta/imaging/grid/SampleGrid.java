package io.augmenta.imaging.grid;

import io.augmenta.imaging.RasterImage;
import java.util.Arrays;
import java.util.List;

/**
 * A sheet of equally large tiles: rows with labels, panels (groups of columns) with headings, gutters between. White
 * letters on a dark ground, drawn from a built-in bitmap font, since many a server has no fonts.
 *
 * @param headings one per panel, or none at all
 * @param rows at least one, with at least one tile among them
 * @param gutterPixels between tiles and around all; three times as much between panels
 * @param magnification each pixel of a tile becomes a square of this many pixels, at least 1
 */
public record SampleGrid(List<String> headings, List<GridRow> rows, int gutterPixels, int magnification) {

    private static final byte GROUND = 24;
    private static final byte INK = (byte) 235;
    private static final int LETTER_MAGNIFICATION = 2;

    /** Checks that all tiles have one size and that headings fit the panels. */
    public SampleGrid {
        headings = List.copyOf(headings);
        rows = List.copyOf(rows);
        if (gutterPixels < 0 || magnification < 1) {
            throw new IllegalArgumentException(
                    "Expected a gutter of at least 0 and a magnification of at least 1 but got " + gutterPixels
                            + " and " + magnification);
        }
        RasterImage first = firstTile(rows);
        for (RasterImage tile : tiles(rows)) {
            if (tile.height() != first.height() || tile.width() != first.width()) {
                throw new IllegalArgumentException("All tiles must have one size but there are " + first.width() + "×"
                        + first.height() + " and " + tile.width() + "×" + tile.height());
            }
        }
        int panels = rows.stream().mapToInt(row -> row.panels().size()).max().orElse(0);
        if (!headings.isEmpty() && headings.size() != panels) {
            throw new IllegalArgumentException(
                    "Expected no headings or one per panel (" + panels + ") but got " + headings.size());
        }
    }

    /** A sheet without headings, with gutters of 2 pixels, not magnified. */
    public static SampleGrid of(List<GridRow> rows) {
        return new SampleGrid(List.of(), rows, 2, 1);
    }

    /** Draws the sheet: grey when all tiles are, else RGB. */
    public RasterImage draw() {
        boolean colour = tiles(rows).stream().anyMatch(tile -> tile.channels() == 3);
        Layout layout = layout();
        Canvas canvas = new Canvas(colour ? 3 : 1, layout.height(), layout.width());
        for (int panel = 0; panel < headings.size(); panel++) {
            canvas.write(headings.get(panel), gutterPixels, layout.panelLeft(panel));
        }
        for (int row = 0; row < rows.size(); row++) {
            drawRow(canvas, layout, row);
        }
        return canvas.toImage();
    }

    private void drawRow(Canvas canvas, Layout layout, int rowIndex) {
        GridRow row = rows.get(rowIndex);
        int top = layout.rowTop(rowIndex);
        int letterTop = top + (layout.tileHeight - BitmapFont.GLYPH_HEIGHT * LETTER_MAGNIFICATION) / 2;
        canvas.write(row.label(), Math.max(0, letterTop), gutterPixels);
        for (int panel = 0; panel < row.panels().size(); panel++) {
            int left = layout.panelLeft(panel);
            for (RasterImage tile : row.panels().get(panel)) {
                canvas.paste(tile, top, left, magnification);
                left += layout.tileWidth + gutterPixels;
            }
        }
    }

    private Layout layout() {
        RasterImage tile = firstTile(rows);
        int panels = rows.stream().mapToInt(row -> row.panels().size()).max().orElse(0);
        int[] columns = new int[panels];
        for (GridRow row : rows) {
            for (int panel = 0; panel < row.panels().size(); panel++) {
                columns[panel] =
                        Math.max(columns[panel], row.panels().get(panel).size());
            }
        }
        int labelWidth = rows.stream()
                .mapToInt(row -> BitmapFont.widthOf(row.label()) * LETTER_MAGNIFICATION)
                .max()
                .orElse(0);
        int headingHeight = headings.isEmpty() ? 0 : BitmapFont.GLYPH_HEIGHT * LETTER_MAGNIFICATION + 2 * gutterPixels;
        return new Layout(
                tile.width() * magnification,
                tile.height() * magnification,
                columns,
                labelWidth == 0 ? 0 : labelWidth + 2 * gutterPixels,
                headingHeight);
    }

    private static RasterImage firstTile(List<GridRow> rows) {
        return tiles(rows).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("A sheet needs at least one tile"));
    }

    private static List<RasterImage> tiles(List<GridRow> rows) {
        return rows.stream()
                .flatMap(row -> row.panels().stream().flatMap(List::stream))
                .toList();
    }

    /** Where things go, in pixels of the sheet. */
    private final class Layout {
        private final int tileWidth;
        private final int tileHeight;
        private final int[] columns;
        private final int labelWidth;
        private final int headingHeight;

        Layout(int tileWidth, int tileHeight, int[] columns, int labelWidth, int headingHeight) {
            this.tileWidth = tileWidth;
            this.tileHeight = tileHeight;
            this.columns = columns;
            this.labelWidth = labelWidth;
            this.headingHeight = headingHeight;
        }

        int rowTop(int row) {
            return headingHeight + gutterPixels + row * (tileHeight + gutterPixels);
        }

        int panelLeft(int panel) {
            int left = labelWidth + gutterPixels;
            for (int i = 0; i < panel; i++) {
                left += panelWidth(i) + 3 * gutterPixels;
            }
            return left;
        }

        int height() {
            return rowTop(rows.size());
        }

        /** As wide as the last panel reaches, or as its heading does. */
        int width() {
            int last = columns.length - 1;
            return panelLeft(last) + panelWidth(last) + gutterPixels;
        }

        private int panelWidth(int panel) {
            int tiles = columns[panel] * tileWidth + Math.max(0, columns[panel] - 1) * gutterPixels;
            int heading = headings.isEmpty() ? 0 : BitmapFont.widthOf(headings.get(panel)) * LETTER_MAGNIFICATION;
            return Math.max(tiles, heading);
        }
    }

    /** Pixels while they are drawn. */
    private static final class Canvas {
        private final int channels;
        private final int height;
        private final int width;
        private final byte[] pixels;

        Canvas(int channels, int height, int width) {
            this.channels = channels;
            this.height = height;
            this.width = width;
            this.pixels = new byte[channels * height * width];
            Arrays.fill(pixels, GROUND);
        }

        /** A grey tile gets the same value in every channel of a coloured sheet. */
        void paste(RasterImage tile, int top, int left, int magnification) {
            for (int channel = 0; channel < channels; channel++) {
                int from = Math.min(channel, tile.channels() - 1);
                for (int row = 0; row < tile.height() * magnification; row++) {
                    for (int column = 0; column < tile.width() * magnification; column++) {
                        put(channel, top + row, left + column, (byte)
                                tile.sample(from, row / magnification, column / magnification));
                    }
                }
            }
        }

        void write(String text, int top, int left) {
            for (int row = 0; row < BitmapFont.GLYPH_HEIGHT * LETTER_MAGNIFICATION; row++) {
                for (int column = 0; column < BitmapFont.widthOf(text) * LETTER_MAGNIFICATION; column++) {
                    if (BitmapFont.inked(text, row / LETTER_MAGNIFICATION, column / LETTER_MAGNIFICATION)) {
                        for (int channel = 0; channel < channels; channel++) {
                            put(channel, top + row, left + column, INK);
                        }
                    }
                }
            }
        }

        /** Letters higher than a tiny tile may reach beyond the sheet; those dots are left out. */
        private void put(int channel, int row, int column, byte value) {
            if (row < height && column < width) {
                pixels[(channel * height + row) * width + column] = value;
            }
        }

        RasterImage toImage() {
            return new RasterImage(channels, height, width, pixels);
        }
    }
}
