package io.augmenta.imaging.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.augmenta.imaging.RasterImage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleGridTest {

    @Test
    void tilesStandInRowsAndColumnsWithGutters() {
        RasterImage sheet = SampleGrid.of(List.of(
                        GridRow.of("", List.of(tile(10), tile(20), tile(30))), GridRow.of("", List.of(tile(40)))))
                .draw();
        assertEquals(3 * 4 + 4 * 2, sheet.width());
        assertEquals(2 * 4 + 3 * 2, sheet.height());
        assertEquals(10, sheet.sample(0, 2, 2));
        assertEquals(20, sheet.sample(0, 5, 8));
        assertEquals(30, sheet.sample(0, 2, 17));
        assertEquals(40, sheet.sample(0, 8, 2));
        int ground = sheet.sample(0, 0, 0);
        assertEquals(ground, sheet.sample(0, 2, 6), "gutter");
        assertEquals(ground, sheet.sample(0, 8, 8), "empty place");
    }

    @Test
    void magnifiedPixelsBecomeSquares() {
        RasterImage dot = RasterImage.grey(1, 2, new byte[] {0, (byte) 200});
        RasterImage sheet = new SampleGrid(List.of(), List.of(GridRow.of("", List.of(dot))), 0, 3).draw();
        assertEquals(6, sheet.width());
        assertEquals(3, sheet.height());
        assertEquals(0, sheet.sample(0, 2, 2));
        assertEquals(200, sheet.sample(0, 0, 3));
    }

    @Test
    void labelsAndHeadingsMakeRoomAndAreDrawn() {
        List<GridRow> rows = List.of(new GridRow("glioma", List.of(List.of(tile(9)), List.of(tile(8), tile(7)))));
        RasterImage plain =
                SampleGrid.of(List.of(new GridRow("", rows.get(0).panels()))).draw();
        RasterImage labelled = new SampleGrid(List.of("real", "generated"), rows, 2, 1).draw();
        assertEquals(0, bright(plain));
        int lettersOfThreeWords = bright(labelled);
        int lettersOfOneWord = bright(SampleGrid.of(rows).draw());
        assertEquals(true, lettersOfOneWord > 50 && lettersOfThreeWords > 2 * lettersOfOneWord);
    }

    @Test
    void greyTilesOnAColouredSheetStayGrey() {
        byte[] red = new byte[3 * 16];
        Arrays.fill(red, 0, 16, (byte) 255);
        RasterImage sheet = SampleGrid.of(List.of(GridRow.of("", List.of(new RasterImage(3, 4, 4, red), tile(77)))))
                .draw();
        assertEquals(3, sheet.channels());
        assertEquals(255, sheet.sample(0, 2, 2));
        assertEquals(0, sheet.sample(1, 2, 2));
        for (int channel = 0; channel < 3; channel++) {
            assertEquals(77, sheet.sample(channel, 2, 8));
        }
    }

    @Test
    void tilesOfDifferentSizesAreRefused() {
        RasterImage other = RasterImage.grey(2, 2, new byte[4]);
        assertThrows(
                IllegalArgumentException.class, () -> SampleGrid.of(List.of(GridRow.of("", List.of(tile(1), other)))));
        assertThrows(IllegalArgumentException.class, () -> SampleGrid.of(List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new SampleGrid(List.of("real", "generated"), List.of(GridRow.of("", List.of(tile(1)))), 2, 1));
    }

    private static RasterImage tile(int value) {
        byte[] pixels = new byte[16];
        Arrays.fill(pixels, (byte) value);
        return RasterImage.grey(4, 4, pixels);
    }

    private static int bright(RasterImage sheet) {
        int count = 0;
        for (byte value : sheet.pixels()) {
            if ((value & 0xff) > 200) {
                count++;
            }
        }
        return count;
    }
}
