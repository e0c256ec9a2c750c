package io.augmenta.scoring.classification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.scoring.GoldenFile;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassificationFiguresTest {
    private static final double ROUNDING = 1e-14;

    @Test
    void figuresAreThoseOfScikitLearn() throws IOException {
        List<String[]> rows = GoldenFile.rows("classification-golden.csv");
        assertEquals(8, rows.size());
        for (String[] row : rows) {
            ClassificationFigures figures = ClassificationFigures.of(
                    classes(Integer.parseInt(row[0])), GoldenFile.integers(row[1]), GoldenFile.integers(row[2]));

            assertEquals(Double.parseDouble(row[3]), figures.accuracy(), ROUNDING);
            assertEquals(Double.parseDouble(row[4]), figures.micro().recall(), ROUNDING);
            assertEquals(Double.parseDouble(row[5]), figures.macro().recall(), ROUNDING);
            assertEquals(Double.parseDouble(row[6]), figures.micro().precision(), ROUNDING);
            assertEquals(Double.parseDouble(row[7]), figures.macro().precision(), ROUNDING);
            assertEquals(Double.parseDouble(row[8]), figures.micro().f1(), ROUNDING);
            assertEquals(Double.parseDouble(row[9]), figures.macro().f1(), ROUNDING);
            assertPerClass(row, figures.perClass());
            assertArrayEquals(
                    GoldenFile.integers(row[13]),
                    figures.confusion().counts().stream()
                            .flatMap(List::stream)
                            .mapToInt(Long::intValue)
                            .toArray());
        }
    }

    private static void assertPerClass(String[] row, List<ClassFigures> perClass) {
        assertArrayEquals(
                GoldenFile.numbers(row[10]),
                perClass.stream().mapToDouble(ClassFigures::recall).toArray(),
                ROUNDING);
        assertArrayEquals(
                GoldenFile.numbers(row[11]),
                perClass.stream().mapToDouble(ClassFigures::precision).toArray(),
                ROUNDING);
        assertArrayEquals(
                GoldenFile.numbers(row[12]),
                perClass.stream().mapToDouble(ClassFigures::f1).toArray(),
                ROUNDING);
    }

    @Test
    void figuresOfAHandfulOfImagesAreThoseComputedByHand() {
        // cat: 2 of 3 found, one dog taken for it; dog: 1 of 2 found, one cat taken for it
        ClassificationFigures figures =
                ClassificationFigures.of(List.of("cat", "dog"), new int[] {0, 0, 0, 1, 1}, new int[] {0, 0, 1, 0, 1});

        assertEquals(3.0 / 5, figures.accuracy());
        assertEquals(
                new ClassFigures("cat", 2.0 / 3, 2.0 / 3, 2.0 / 3, 3, 3),
                figures.perClass().get(0));
        assertEquals(
                new ClassFigures("dog", 0.5, 0.5, 0.5, 2, 2), figures.perClass().get(1));
        assertEquals((2.0 / 3 + 0.5) / 2, figures.macro().f1(), ROUNDING);
        assertEquals(
                List.of(List.of(2L, 1L), List.of(1L, 1L)), figures.confusion().counts());
    }

    @Test
    void predictionsThatDoNotMatchTheImagesAreRefused() {
        List<String> classes = classes(2);

        assertThrows(
                IllegalArgumentException.class,
                () -> ClassificationFigures.of(classes, new int[] {0, 1}, new int[] {0}));
        assertThrows(
                IllegalArgumentException.class, () -> ClassificationFigures.of(classes, new int[] {}, new int[] {}));
        IllegalArgumentException noSuchClass = assertThrows(
                IllegalArgumentException.class, () -> ClassificationFigures.of(classes, new int[] {0}, new int[] {2}));
        assertTrue(String.valueOf(noSuchClass.getMessage()).contains("Class index 2 is none of the 2 classes"));
    }

    @Test
    void matricesAddUpCountByCount() {
        ConfusionMatrix one = ConfusionMatrix.of(classes(2), new int[] {0, 0, 1}, new int[] {0, 1, 1});
        ConfusionMatrix other = ConfusionMatrix.of(classes(2), new int[] {1, 1}, new int[] {0, 1});

        assertEquals(List.of(List.of(1L, 1L), List.of(1L, 2L)), one.plus(other).counts());
        ConfusionMatrix unlike = ConfusionMatrix.of(classes(3), new int[] {2}, new int[] {2});
        assertThrows(IllegalArgumentException.class, () -> one.plus(unlike));
    }

    @Test
    void matrixThatIsNotSquareIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new ConfusionMatrix(classes(2), List.of(List.of(1L), List.of(2L))));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ConfusionMatrix(classes(2), List.of(List.of(1L, -1L), List.of(2L, 0L))));
    }

    private static List<String> classes(int count) {
        return IntStream.range(0, count).mapToObj(i -> "class-" + i).toList();
    }
}
