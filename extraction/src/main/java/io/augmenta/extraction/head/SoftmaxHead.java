package io.augmenta.extraction.head;

import io.augmenta.scoring.features.FeatureMatrix;
import io.augmenta.zoo.training.StopSignal;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/**
 * Multinomial logistic regression on features: each feature is standardised by mean and deviation of the training images,
 * then the mean cross entropy plus {@code λ/2 · ‖W‖²} is made as small as it gets, which is one well-defined set of weights.
 * Fitting draws nothing at random. Immutable and thread-safe.
 *
 * <p>A class without training images has probability 0.
 */
public final class SoftmaxHead {
    private final int classes;
    private final int[] present;
    private final double[] weights;
    private final double[] mean;
    private final double[] deviation;
    private final int iterations;

    private SoftmaxHead(int classes, int[] present, Standard standard, Lbfgs minimum) {
        this.classes = classes;
        this.present = present;
        this.mean = standard.mean;
        this.deviation = standard.deviation;
        this.weights = minimum.point();
        this.iterations = minimum.iterations();
    }

    /**
     * Fits a head.
     *
     * @param features of the training images, {@code [N, width]}
     * @param labels {@code [N]}, from 0 to {@code classes - 1}
     * @param classes how many there are
     * @param stop asked before every step
     * @throws CancellationException once it asks to stop
     * @throws UnfitHeadException when images are of fewer than two classes, labels do not fit, or the steps run out
     */
    public static SoftmaxHead fit(
            FeatureMatrix features, int[] labels, int classes, SoftmaxSettings settings, StopSignal stop) {
        int[] present = presentClasses(features, labels, classes);
        Standard standard = Standard.of(features);
        int[] places = Arrays.stream(labels)
                .map(label -> Arrays.binarySearch(present, label))
                .toArray();
        SoftmaxLoss loss = new SoftmaxLoss(standard.apply(features), places, present.length, settings.l2());
        Lbfgs minimum = Lbfgs.minimise(new Stoppable(loss, stop), settings.tolerance(), settings.iterations());
        if (!(minimum.largestSlope() <= settings.tolerance())) {
            throw new UnfitHeadException(
                    "After %d iterations the gradient is still up to %s, expected at most %s; try a larger l2 than %s"
                            .formatted(
                                    minimum.iterations(), minimum.largestSlope(), settings.tolerance(), settings.l2()));
        }
        return new SoftmaxHead(classes, present, standard, minimum);
    }

    /** A function whose values can be refused. */
    private record Stoppable(Objective objective, StopSignal stop) implements Objective {
        @Override
        public int size() {
            return objective.size();
        }

        @Override
        public double at(double[] point, double[] gradient) {
            if (stop.stopRequested()) {
                throw new CancellationException("Asked to stop while a softmax head was fitted");
            }
            return objective.at(point, gradient);
        }
    }

    private static int[] presentClasses(FeatureMatrix features, int[] labels, int classes) {
        if (labels.length != features.count()) {
            throw new UnfitHeadException(
                    "Expected a label for each of %d images, got %d".formatted(features.count(), labels.length));
        }
        int[] present = Arrays.stream(labels).distinct().sorted().toArray();
        if (present.length < 2 || present[0] < 0 || present[present.length - 1] >= classes) {
            throw new UnfitHeadException("Expected images of at least two of the classes 0 to %d, got images of %s"
                    .formatted(classes - 1, Arrays.toString(present)));
        }
        return present;
    }

    /**
     * How probable each class is.
     *
     * @param features {@code [N, width]}
     * @return {@code [N, classes]}; each row sums to 1 but for rounding
     */
    public float[][] probabilities(FeatureMatrix features) {
        if (features.width() != mean.length) {
            throw new UnfitHeadException(
                    "Expected %d features of an image, got %d".formatted(mean.length, features.width()));
        }
        float[][] probabilities = new float[features.count()][];
        double[] row = new double[mean.length];
        for (int i = 0; i < probabilities.length; i++) {
            features.copy(i, i + 1, row);
            probabilities[i] = probabilities(row);
        }
        return probabilities;
    }

    private float[] probabilities(double[] features) {
        int width = mean.length;
        double[] scores = new double[present.length];
        for (int k = 0; k < present.length; k++) {
            double score = weights[present.length * width + k];
            for (int i = 0; i < width; i++) {
                score += weights[k * width + i] * (features[i] - mean[i]) / deviation[i];
            }
            scores[k] = score;
        }
        SoftmaxLoss.toProbabilities(scores);
        float[] probabilities = new float[classes];
        IntStream.range(0, present.length).forEach(k -> probabilities[present[k]] = (float) scores[k]);
        return probabilities;
    }

    /** A copy of the weights on standardised features, row by row, then the intercepts; of the classes with images. */
    double[] weights() {
        return weights.clone();
    }

    /** How many numbers were fitted. */
    public int fittedNumbers() {
        return weights.length;
    }

    /** Steps that the fit took. */
    public int iterations() {
        return iterations;
    }

    /** Mean and deviation of each feature; a feature that never changes has deviation 1. */
    private static final class Standard {
        private static final double ROUNDING = 1e-9;

        private final double[] mean;
        private final double[] deviation;

        private Standard(double[] mean, double[] deviation) {
            this.mean = mean;
            this.deviation = deviation;
        }

        static Standard of(FeatureMatrix features) {
            double[] mean = features.mean();
            double[] squares = new double[features.width()];
            double[] row = new double[features.width()];
            for (int n = 0; n < features.count(); n++) {
                features.copy(n, n + 1, row);
                for (int i = 0; i < row.length; i++) {
                    squares[i] += (row[i] - mean[i]) * (row[i] - mean[i]);
                }
            }
            double[] deviation = new double[mean.length];
            for (int i = 0; i < mean.length; i++) {
                double found = Math.sqrt(squares[i] / features.count());
                // a mean of equal numbers need not be that number to the last digit
                deviation[i] = found <= ROUNDING * Math.abs(mean[i]) ? 1 : found;
            }
            return new Standard(mean, deviation);
        }

        float[] apply(FeatureMatrix features) {
            int width = mean.length;
            float[] standardised = new float[Math.multiplyExact(features.count(), width)];
            double[] row = new double[width];
            for (int n = 0; n < features.count(); n++) {
                features.copy(n, n + 1, row);
                for (int i = 0; i < width; i++) {
                    standardised[n * width + i] = (float) ((row[i] - mean[i]) / deviation[i]);
                }
            }
            return standardised;
        }
    }
}
