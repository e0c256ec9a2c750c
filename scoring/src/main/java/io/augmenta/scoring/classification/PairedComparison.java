package io.augmenta.scoring.classification;

/**
 * Two classifiers on the same images, compared by the images on which only one of them is right: the exact test of Q.
 * McNemar ("Note on the sampling error of the difference between correlated proportions or percentages", Psychometrika 12,
 * 1947). If both were equally good, each such image would go to either with probability ½.
 *
 * @param onlyFirst images that only the first classifier gets right
 * @param onlySecond images that only the second classifier gets right
 * @param pValue how probable a division at least this uneven is when both are equally good, in {@code [0, 1]}
 */
public record PairedComparison(long onlyFirst, long onlySecond, double pValue) {

    /**
     * Compares two classifiers' predictions of the same images.
     *
     * @param actual class index of each image
     * @param first predictions of the first classifier, in the same order
     * @param second predictions of the second classifier, in the same order
     * @throws IllegalArgumentException when the arrays differ in length
     */
    public static PairedComparison of(int[] actual, int[] first, int[] second) {
        if (actual.length != first.length || actual.length != second.length) {
            throw new IllegalArgumentException("A paired comparison needs two predictions of each image, got "
                    + actual.length + " labels, " + first.length + " and " + second.length + " predictions");
        }
        long onlyFirst = 0;
        long onlySecond = 0;
        for (int i = 0; i < actual.length; i++) {
            boolean firstIsRight = first[i] == actual[i];
            boolean secondIsRight = second[i] == actual[i];
            onlyFirst += firstIsRight && !secondIsRight ? 1 : 0;
            onlySecond += secondIsRight && !firstIsRight ? 1 : 0;
        }
        return of(onlyFirst, onlySecond);
    }

    /** The comparison with these numbers of images that only one classifier gets right. */
    public static PairedComparison of(long onlyFirst, long onlySecond) {
        return new PairedComparison(
                onlyFirst, onlySecond, probabilityOfAtLeastAsUneven(onlyFirst + onlySecond, onlyFirst));
    }

    private static double probabilityOfAtLeastAsUneven(long tosses, long heads) {
        long fewer = Math.min(heads, tosses - heads);
        double logTerm = -tosses * Math.log(2);
        double tail = 0;
        for (long k = 0; k <= fewer; k++) {
            tail += Math.exp(logTerm);
            logTerm += Math.log((double) (tosses - k) / (k + 1));
        }
        return Math.min(1, 2 * tail);
    }
}
