package io.augmenta.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Rows that src/test/python/make_golden.py wrote; values hold no commas or quotes. */
public final class GoldenFile {
    private GoldenFile() {}

    /** The rows after the comment and the header. */
    public static List<String[]> rows(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(GoldenFile.class.getResourceAsStream("/" + name), name);
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, UTF_8))) {
            return lines.lines().skip(2).map(line -> line.split(",", -1)).toList();
        }
    }

    /** The whole numbers of a cell, separated by blanks. */
    public static int[] integers(String cell) {
        return Arrays.stream(cell.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
    }

    /** The numbers of a cell, separated by blanks. */
    public static double[] numbers(String cell) {
        return Arrays.stream(cell.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
