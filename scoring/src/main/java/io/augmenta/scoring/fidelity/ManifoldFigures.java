package io.augmenta.scoring.fidelity;

import io.augmenta.scoring.features.FeatureMatrix;
import io.augmenta.scoring.features.ImpossibleFeaturesException;
import io.augmenta.scoring.features.NearestSearch;
import io.augmenta.scoring.features.Neighbours;
import io.augmenta.scoring.features.TooFewSamplesException;
import io.augmenta.scoring.matrix.ProductTile;
import io.augmenta.scoring.matrix.TiledProduct;
import io.augmenta.scoring.matrix.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Fidelity and diversity apart, by balls around images that reach to their k-th nearest neighbour in the same set:
 * improved precision and recall (T. Kynkäänniemi et al., "Improved precision and recall metric for assessing generative
 * models", NeurIPS 2019) and density and coverage (M. F. Naeem et al., "Reliable fidelity and diversity metrics for
 * generative models", ICML 2020). Balls are closed, as in the papers: an image on the edge is inside.
 *
 * @param precision share of generated images that lie in the ball of a real one, in {@code [0, 1]}
 * @param recall share of real images that lie in the ball of a generated one, in {@code [0, 1]}
 * @param density how many balls of real images a generated one lies in, on average, divided by k; 0 or more, about 1 where
 *     the sets are alike
 * @param coverage share of real images in whose ball lies a generated one, in {@code [0, 1]}
 * @param real number of real images
 * @param generated number of generated images
 * @param width number of features
 * @param k which nearest neighbour a ball reaches to
 */
public record ManifoldFigures(
        double precision, double recall, double density, double coverage, int real, int generated, int width, int k) {
    /** The k that Naeem et al. recommend. */
    public static final int K = 5;

    /**
     * The four figures.
     *
     * @param k at least 1; {@value #K} where nothing speaks for another
     * @throws TooFewSamplesException when one of the sets has not more than k rows
     * @throws ImpossibleFeaturesException when they differ in width
     */
    public static ManifoldFigures of(FeatureMatrix real, FeatureMatrix generated, int k, Workers workers) {
        FeatureMatrix.checkSameWidth(real, generated);
        double[] realReach = reach(NearestSearch.among(real, k, workers));
        double[] generatedReach = reach(NearestSearch.among(generated, k, workers));
        double[] origin = real.mean();
        List<Balls> parts = TiledProduct.of(real.around(origin), generated.around(origin))
                .read(workers, () -> new Balls(realReach, generatedReach));
        Balls all = parts.get(0);
        parts.stream().skip(1).forEach(all::add);
        return all.figures(real.width(), k);
    }

    private static double[] reach(Neighbours neighbours) {
        double[] squared = new double[neighbours.count()];
        Arrays.setAll(squared, row -> neighbours.squaredDistance(row, neighbours.k() - 1));
        return squared;
    }

    /** Who lies in whose ball, counted over the tiles that one thread has read. */
    private static final class Balls implements Consumer<ProductTile> {
        private final double[] realReach;
        private final double[] generatedReach;
        private final int[] realBallsAround;
        private final boolean[] realCovered;
        private final boolean[] realReached;

        Balls(double[] realReach, double[] generatedReach) {
            this.realReach = realReach;
            this.generatedReach = generatedReach;
            this.realBallsAround = new int[generatedReach.length];
            this.realCovered = new boolean[realReach.length];
            this.realReached = new boolean[realReach.length];
        }

        @Override
        public void accept(ProductTile tile) {
            for (int i = 0; i < tile.rows(); i++) {
                int real = tile.firstRow() + i;
                for (int j = 0; j < tile.columns(); j++) {
                    int generated = tile.firstColumn() + j;
                    double squared = tile.squaredDistance(i, j) - tile.roundingOf(i, j);
                    if (squared <= realReach[real]) {
                        realBallsAround[generated]++;
                        realCovered[real] = true;
                    }
                    if (squared <= generatedReach[generated]) {
                        realReached[real] = true;
                    }
                }
            }
        }

        void add(Balls other) {
            for (int i = 0; i < realBallsAround.length; i++) {
                realBallsAround[i] += other.realBallsAround[i];
            }
            for (int i = 0; i < realCovered.length; i++) {
                realCovered[i] |= other.realCovered[i];
                realReached[i] |= other.realReached[i];
            }
        }

        ManifoldFigures figures(int width, int k) {
            double real = realCovered.length;
            double generated = realBallsAround.length;
            long inside =
                    Arrays.stream(realBallsAround).filter(balls -> balls > 0).count();
            long balls = Arrays.stream(realBallsAround).asLongStream().sum();
            return new ManifoldFigures(
                    inside / generated,
                    count(realReached) / real,
                    balls / (k * generated),
                    count(realCovered) / real,
                    realCovered.length,
                    realBallsAround.length,
                    width,
                    k);
        }

        private static long count(boolean[] flags) {
            long count = 0;
            for (boolean flag : flags) {
                count += flag ? 1 : 0;
            }
            return count;
        }
    }
}
