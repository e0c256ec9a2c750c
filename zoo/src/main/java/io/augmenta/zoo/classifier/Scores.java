package io.augmenta.zoo.classifier;

/** What is made of a network's scores {@code [N, K]}, given in C-order. */
final class Scores {

    private Scores() {}

    /** The probabilities of one row (softmax), in double precision so that they sum to 1 but for the last rounding. */
    static float[] probabilities(float[] scores, int row, int classes) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < classes; k++) {
            highest = Math.max(highest, scores[row * classes + k]);
        }
        double[] odds = new double[classes];
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            odds[k] = Math.exp(scores[row * classes + k] - highest);
            sum += odds[k];
        }
        float[] probabilities = new float[classes];
        for (int k = 0; k < classes; k++) {
            probabilities[k] = (float) (odds[k] / sum);
        }
        return probabilities;
    }

    /** How many rows have their highest number at the label; the first of equals counts. */
    static int countRight(float[] scores, int[] labels) {
        int classes = scores.length / labels.length;
        int right = 0;
        for (int i = 0; i < labels.length; i++) {
            int highest = 0;
            for (int k = 1; k < classes; k++) {
                if (scores[i * classes + k] > scores[i * classes + highest]) {
                    highest = k;
                }
            }
            right += highest == labels[i] ? 1 : 0;
        }
        return right;
    }
}
