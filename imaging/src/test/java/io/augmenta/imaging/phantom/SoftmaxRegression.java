package io.augmenta.imaging.phantom;

/** Multinomial logistic regression by full-batch gradient descent with momentum. */
final class SoftmaxRegression {

    private static final double LEARNING_RATE = 0.02;
    private static final double MOMENTUM = 0.9;

    private final double[][] weights;

    private SoftmaxRegression(int classes, int features) {
        weights = new double[classes][features + 1];
    }

    static SoftmaxRegression fit(double[][] rows, int[] labels, int classes, int steps) {
        SoftmaxRegression model = new SoftmaxRegression(classes, rows[0].length);
        double[][] velocity = new double[classes][rows[0].length + 1];
        for (int step = 0; step < steps; step++) {
            double[][] gradient = model.gradient(rows, labels);
            for (int label = 0; label < classes; label++) {
                for (int i = 0; i < velocity[label].length; i++) {
                    velocity[label][i] = MOMENTUM * velocity[label][i] - LEARNING_RATE * gradient[label][i];
                    model.weights[label][i] += velocity[label][i];
                }
            }
        }
        return model;
    }

    private double[][] gradient(double[][] rows, int[] labels) {
        double[][] gradient = new double[weights.length][weights[0].length];
        for (int row = 0; row < rows.length; row++) {
            double[] error = probabilities(rows[row]);
            error[labels[row]] -= 1;
            for (int label = 0; label < weights.length; label++) {
                double share = error[label] / rows.length;
                for (int i = 0; i < rows[row].length; i++) {
                    gradient[label][i] += share * rows[row][i];
                }
                gradient[label][rows[row].length] += share;
            }
        }
        return gradient;
    }

    double accuracy(double[][] rows, int[] labels) {
        int right = 0;
        for (int row = 0; row < rows.length; row++) {
            double[] probabilities = probabilities(rows[row]);
            int best = 0;
            for (int label = 1; label < probabilities.length; label++) {
                best = probabilities[label] > probabilities[best] ? label : best;
            }
            right += best == labels[row] ? 1 : 0;
        }
        return (double) right / rows.length;
    }

    private double[] probabilities(double[] row) {
        double[] scores = new double[weights.length];
        double largest = Double.NEGATIVE_INFINITY;
        for (int label = 0; label < scores.length; label++) {
            double score = weights[label][row.length];
            for (int i = 0; i < row.length; i++) {
                score += weights[label][i] * row[i];
            }
            scores[label] = score;
            largest = Math.max(largest, score);
        }
        double sum = 0;
        for (int label = 0; label < scores.length; label++) {
            scores[label] = Math.exp(scores[label] - largest);
            sum += scores[label];
        }
        for (int label = 0; label < scores.length; label++) {
            scores[label] /= sum;
        }
        return scores;
    }
}
