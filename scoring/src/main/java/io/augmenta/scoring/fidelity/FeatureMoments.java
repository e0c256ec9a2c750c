package io.augmenta.scoring.fidelity;

import io.augmenta.scoring.features.FeatureMatrix;
import io.augmenta.scoring.features.TooFewSamplesException;
import io.augmenta.scoring.matrix.Rows;
import io.augmenta.scoring.matrix.TriangularFactor;
import io.augmenta.scoring.matrix.Workers;
import java.util.ArrayList;
import java.util.List;

/**
 * Mean and covariance of features: all that a Fréchet distance needs of a set of images, worth keeping where one real set
 * is compared with many generated ones. The covariance is held as a factor, so that it is right for fewer images than
 * features too. Immutable.
 */
public final class FeatureMoments {
    private static final int NEEDED = 2;

    private final int count;
    private final double[] mean;
    private final TriangularFactor scatter;

    private FeatureMoments(int count, double[] mean, TriangularFactor scatter) {
        this.count = count;
        this.mean = mean;
        this.scatter = scatter;
    }

    /**
     * The moments of some features.
     *
     * @throws TooFewSamplesException when there are fewer than 2 rows: one has no covariance
     */
    public static FeatureMoments of(FeatureMatrix features) {
        return ofAll(List.of(features), Workers.one()).get(0);
    }

    /**
     * The moments of several sets, computed at the same time.
     *
     * @throws TooFewSamplesException when one has fewer than 2 rows
     */
    public static List<FeatureMoments> ofAll(List<FeatureMatrix> sets, Workers workers) {
        sets.forEach(set -> TooFewSamplesException.check("a covariance", "images", NEEDED, set.count()));
        List<double[]> means = sets.stream().map(FeatureMatrix::mean).toList();
        List<Rows> centred = new ArrayList<>();
        for (int i = 0; i < sets.size(); i++) {
            centred.add(sets.get(i).around(means.get(i)));
        }
        List<TriangularFactor> factors = TriangularFactor.ofAll(centred, workers);
        List<FeatureMoments> moments = new ArrayList<>();
        for (int i = 0; i < sets.size(); i++) {
            moments.add(new FeatureMoments(sets.get(i).count(), means.get(i), factors.get(i)));
        }
        return List.copyOf(moments);
    }

    /** How many images they are of. */
    public int count() {
        return count;
    }

    /** How many features there are. */
    public int width() {
        return mean.length;
    }

    /** The squared distance of the means. */
    double squaredDistanceOfMeans(FeatureMoments other) {
        double sum = 0;
        for (int i = 0; i < mean.length; i++) {
            sum += (mean[i] - other.mean[i]) * (mean[i] - other.mean[i]);
        }
        return sum;
    }

    /** The trace of the unbiased covariance. */
    double variance() {
        return scatter.trace() / (count - 1);
    }

    /** The trace of the square root of the product of both unbiased covariances. */
    double commonVariance(FeatureMoments other) {
        return scatter.traceOfRootOfProduct(other.scatter) / Math.sqrt((count - 1.0) * (other.count - 1.0));
    }
}
