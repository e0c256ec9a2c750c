package io.augmenta.extraction.head;

import java.util.Arrays;

/**
 * The mean cross entropy of a softmax of {@code W·x + b} and the penalty {@code λ/2 · ‖W‖²}; b is not penalised. A point holds
 * W row by row, a class after the other, and then b.
 */
final class SoftmaxLoss implements Objective {
    private final float[] features;
    private final int[] labels;
    private final int classes;
    private final int width;
    private final double l2;

    /**
     * The loss of a set.
     *
     * @param features {@code [N][width]}, not copied
     * @param labels {@code [N]}, from 0 to {@code classes - 1}, not copied
     */
    SoftmaxLoss(float[] features, int[] labels, int classes, double l2) {
        this.features = features;
        this.labels = labels;
        this.classes = classes;
        this.width = features.length / labels.length;
        this.l2 = l2;
    }

    @Override
    public int size() {
        return classes * (width + 1);
    }

    @Override
    public double at(double[] point, double[] gradient) {
        Arrays.fill(gradient, 0);
        double[] odds = new double[classes];
        double loss = 0;
        for (int row = 0; row < labels.length; row++) {
            score(point, row, odds);
            loss += toErrors(odds, labels[row]);
            for (int k = 0; k < classes; k++) {
                addTo(gradient, k, row, odds[k] / labels.length);
            }
        }
        double penalty = 0;
        for (int i = 0; i < classes * width; i++) {
            penalty += point[i] * point[i];
            gradient[i] += l2 * point[i];
        }
        return loss / labels.length + l2 / 2 * penalty;
    }

    private void score(double[] point, int row, double[] scores) {
        for (int k = 0; k < classes; k++) {
            scores[k] = point[classes * width + k] + dot(point, k * width, row * width);
        }
    }

    /** Four sums at a time, for one would have each product wait for the sum before. */
    private double dot(double[] point, int weights, int feature) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int i = 0;
        for (; i + 3 < width; i += 4) {
            first += point[weights + i] * features[feature + i];
            second += point[weights + i + 1] * features[feature + i + 1];
            third += point[weights + i + 2] * features[feature + i + 2];
            fourth += point[weights + i + 3] * features[feature + i + 3];
        }
        for (; i < width; i++) {
            first += point[weights + i] * features[feature + i];
        }
        return first + second + (third + fourth);
    }

    /** Turns scores into probabilities less the target; the cross entropy. */
    private static double toErrors(double[] scores, int label) {
        double ofLabel = scores[label];
        double logSum = toProbabilities(scores);
        scores[label] -= 1;
        return logSum - ofLabel;
    }

    /** Turns scores into probabilities; the logarithm of the sum of their exponentials. */
    static double toProbabilities(double[] scores) {
        double highest = Arrays.stream(scores).max().orElse(0);
        double sum = 0;
        for (int k = 0; k < scores.length; k++) {
            scores[k] = Math.exp(scores[k] - highest);
            sum += scores[k];
        }
        for (int k = 0; k < scores.length; k++) {
            scores[k] /= sum;
        }
        return highest + Math.log(sum);
    }

    private void addTo(double[] gradient, int k, int row, double error) {
        int weights = k * width;
        int feature = row * width;
        for (int i = 0; i < width; i++) {
            gradient[weights + i] += error * features[feature + i];
        }
        gradient[classes * width + k] += error;
    }
}
