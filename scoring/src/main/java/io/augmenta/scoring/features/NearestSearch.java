package io.augmenta.scoring.features;

import io.augmenta.scoring.matrix.ProductTile;
import io.augmenta.scoring.matrix.Rows;
import io.augmenta.scoring.matrix.TiledProduct;
import io.augmenta.scoring.matrix.Workers;
import java.util.List;
import java.util.function.Consumer;

/**
 * Exact nearest neighbours by Euclidean distance. Distances come from products of tiles of rows and are not kept, so that
 * 100,000 rows of 1,280 features need little more memory than the features themselves.
 */
public final class NearestSearch {
    private NearestSearch() {}

    /**
     * The nearest other rows of each row.
     *
     * @param k how many neighbours, at least 1
     * @throws TooFewSamplesException when there are not more than k rows
     */
    public static Neighbours among(FeatureMatrix points, int k, Workers workers) {
        TooFewSamplesException.check("the " + checked(k) + " nearest others", "rows", k + 1, points.count());
        Rows rows = points.around(points.mean());
        return merged(
                TiledProduct.ofSame(rows)
                        .read(workers, () -> new OthersReader(new NearestLists(points.count(), k)))
                        .stream()
                        .map(OthersReader::nearest)
                        .toList());
    }

    /**
     * The nearest references of each query.
     *
     * @param k how many neighbours, at least 1
     * @throws TooFewSamplesException when there are fewer than k references
     * @throws ImpossibleFeaturesException when the two differ in width
     */
    public static Neighbours of(FeatureMatrix queries, FeatureMatrix references, int k, Workers workers) {
        FeatureMatrix.checkSameWidth(queries, references);
        TooFewSamplesException.check("the " + checked(k) + " nearest", "references", k, references.count());
        double[] origin = references.mean();
        return merged(TiledProduct.of(queries.around(origin), references.around(origin))
                .read(workers, () -> new ReferencesReader(new NearestLists(queries.count(), k)))
                .stream()
                .map(ReferencesReader::nearest)
                .toList());
    }

    private static int checked(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("Expected at least 1 neighbour to look for, got " + k);
        }
        return k;
    }

    private static Neighbours merged(List<NearestLists> parts) {
        NearestLists all = parts.get(0);
        parts.stream().skip(1).forEach(all::add);
        return all.sorted();
    }

    private record ReferencesReader(NearestLists nearest) implements Consumer<ProductTile> {
        @Override
        public void accept(ProductTile tile) {
            for (int i = 0; i < tile.rows(); i++) {
                for (int j = 0; j < tile.columns(); j++) {
                    nearest.offer(tile.firstRow() + i, tile.firstColumn() + j, tile.squaredDistance(i, j));
                }
            }
        }
    }

    /** Each pair is seen once and offered to both. */
    private record OthersReader(NearestLists nearest) implements Consumer<ProductTile> {
        @Override
        public void accept(ProductTile tile) {
            for (int i = 0; i < tile.rows(); i++) {
                int row = tile.firstRow() + i;
                for (int j = tile.diagonal() ? i + 1 : 0; j < tile.columns(); j++) {
                    int column = tile.firstColumn() + j;
                    double squared = tile.squaredDistance(i, j);
                    nearest.offer(row, column, squared);
                    nearest.offer(column, row, squared);
                }
            }
        }
    }
}
