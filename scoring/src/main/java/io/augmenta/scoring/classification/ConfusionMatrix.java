package io.augmenta.scoring.classification;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many images of each actual class were predicted as each class. Immutable.
 *
 * @param classes names of the K classes, in the order of their indices
 * @param counts {@code [K][K]}, row = actual class, column = predicted class
 */
public record ConfusionMatrix(List<String> classes, List<List<Long>> counts) {

    /** @throws IllegalArgumentException when the counts are not K × K numbers of 0 or more */
    public ConfusionMatrix {
        classes = List.copyOf(classes);
        counts = counts.stream().map(List::copyOf).toList();
        int size = classes.size();
        boolean square = counts.size() == size && counts.stream().allMatch(row -> row.size() == size);
        if (!square || counts.stream().flatMap(List::stream).anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("A confusion matrix of " + size + " classes has " + size
                    + " rows and columns of counts, got " + counts);
        }
    }

    /**
     * Counts pairs of actual and predicted class.
     *
     * @param classes names of the K classes
     * @param actual class index of each image, in {@code [0, K)}
     * @param predicted predicted class index of each image, in the same order
     * @throws IllegalArgumentException when there are no images, the arrays differ in length or an index is no class
     */
    public static ConfusionMatrix of(List<String> classes, int[] actual, int[] predicted) {
        if (actual.length != predicted.length || actual.length == 0) {
            throw new IllegalArgumentException("Scoring needs one prediction for each of at least one image, got "
                    + actual.length + " labels and " + predicted.length + " predictions");
        }
        Long[][] counts = new Long[classes.size()][classes.size()];
        for (Long[] row : counts) {
            Arrays.fill(row, 0L);
        }
        for (int i = 0; i < actual.length; i++) {
            counts[checked(actual[i], classes)][checked(predicted[i], classes)]++;
        }
        return new ConfusionMatrix(classes, Arrays.stream(counts).map(List::of).toList());
    }

    private static int checked(int index, List<String> classes) {
        if (index < 0 || index >= classes.size()) {
            throw new IllegalArgumentException(
                    "Class index " + index + " is none of the " + classes.size() + " classes " + classes);
        }
        return index;
    }

    /**
     * The images of both matrices together.
     *
     * @throws IllegalArgumentException when they are not of the same classes
     */
    public ConfusionMatrix plus(ConfusionMatrix other) {
        if (!classes.equals(other.classes)) {
            throw new IllegalArgumentException(
                    "Only matrices of the same classes add up, got " + classes + " and " + other.classes);
        }
        return new ConfusionMatrix(
                classes,
                IntStream.range(0, classes.size())
                        .mapToObj(actual -> IntStream.range(0, classes.size())
                                .mapToObj(predicted -> count(actual, predicted) + other.count(actual, predicted))
                                .toList())
                        .toList());
    }

    /** How many images of class {@code actual} were predicted as {@code predicted}. */
    public long count(int actual, int predicted) {
        return counts.get(actual).get(predicted);
    }

    /** How many images there are of this actual class. */
    public long actual(int classIndex) {
        return counts.get(classIndex).stream().mapToLong(Long::longValue).sum();
    }

    /** How many images were predicted as this class. */
    public long predicted(int classIndex) {
        return counts.stream().mapToLong(row -> row.get(classIndex)).sum();
    }

    /** How many images were predicted as what they are. */
    public long correct() {
        long correct = 0;
        for (int i = 0; i < classes.size(); i++) {
            correct += count(i, i);
        }
        return correct;
    }

    /** How many images there are. */
    public long total() {
        return counts.stream().flatMap(List::stream).mapToLong(Long::longValue).sum();
    }
}
