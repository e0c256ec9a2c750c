package io.augmenta.imaging.grid;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Letters of 5×7 dots with two more rows for descenders, drawn in {@code glyphs.txt}. A server's JDK often comes without any fonts, where AWT text would
 * fail; class names and numbers need no more than this.
 */
final class BitmapFont {

    static final int GLYPH_WIDTH = 5;
    static final int GLYPH_HEIGHT = 9;
    /** From one letter's left edge to the next one's. */
    static final int ADVANCE = GLYPH_WIDTH + 1;

    private static final Map<Character, boolean[][]> GLYPHS = readGlyphs();

    private BitmapFont() {}

    static int widthOf(String text) {
        return text.isEmpty() ? 0 : text.length() * ADVANCE - 1;
    }

    /** Whether the dot at {@code (row, column)} of the text is inked; unknown letters show as a question mark. */
    static boolean inked(String text, int row, int column) {
        int within = column % ADVANCE;
        if (within >= GLYPH_WIDTH) {
            return false;
        }
        boolean[][] unknown = glyph('?');
        return GLYPHS.getOrDefault(text.charAt(column / ADVANCE), unknown)[row][within];
    }

    private static boolean[][] glyph(char letter) {
        boolean[][] dots = GLYPHS.get(letter);
        if (dots == null) {
            throw new IllegalStateException("glyphs.txt lacks '" + letter + "'");
        }
        return dots;
    }

    private static Map<Character, boolean[][]> readGlyphs() {
        List<String> lines = readLines();
        Map<Character, boolean[][]> glyphs = new HashMap<>();
        for (int block = 0; block < lines.size(); block += GLYPH_HEIGHT + 1) {
            String letters = lines.get(block);
            for (int i = 0; i < letters.length(); i++) {
                glyphs.put(letters.charAt(i), readGlyph(lines, block + 1, i * ADVANCE));
            }
        }
        return glyphs;
    }

    private static boolean[][] readGlyph(List<String> lines, int firstRow, int firstColumn) {
        boolean[][] dots = new boolean[GLYPH_HEIGHT][GLYPH_WIDTH];
        for (int row = 0; row < GLYPH_HEIGHT; row++) {
            for (int column = 0; column < GLYPH_WIDTH; column++) {
                dots[row][column] = lines.get(firstRow + row).charAt(firstColumn + column) == '#';
            }
        }
        return dots;
    }

    private static List<String> readLines() {
        try (InputStream in = BitmapFont.class.getResourceAsStream("glyphs.txt")) {
            if (in == null) {
                throw new IllegalStateException("glyphs.txt is missing beside " + BitmapFont.class.getName());
            }
            return new BufferedReader(new InputStreamReader(in, UTF_8)).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
