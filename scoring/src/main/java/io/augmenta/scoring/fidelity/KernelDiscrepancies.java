package io.augmenta.scoring.fidelity;

import io.augmenta.scoring.features.FeatureMatrix;
import io.augmenta.scoring.matrix.ProductTile;
import io.augmenta.scoring.matrix.TiledProduct;
import io.augmenta.scoring.matrix.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Unbiased squared maximum mean discrepancies of pairs of subsets. Subsets overlap, so where they are many the kernel of
 * all pairs of images is computed once, tile by tile, and each subset sums up what it has of it; where they are few, the
 * kernel of each subset on its own.
 */
final class KernelDiscrepancies {
    private KernelDiscrepancies() {}

    static double[] of(FeatureMatrix first, FeatureMatrix second, SubsetPairs pairs, Workers workers) {
        return shared(first, second, pairs)
                ? ofAll(first, second, pairs, workers)
                : ofEach(first, second, pairs, workers);
    }

    /** Whether the kernels of all subsets together have more entries than that of all images. */
    private static boolean shared(FeatureMatrix first, FeatureMatrix second, SubsetPairs pairs) {
        double size = pairs.size();
        double all = (double) first.count() * first.count() / 2
                + (double) second.count() * second.count() / 2
                + (double) first.count() * second.count();
        return all <= 2 * size * size * pairs.pairs().size();
    }

    static double[] ofEach(FeatureMatrix first, FeatureMatrix second, SubsetPairs pairs, Workers workers) {
        int[] all = IntStream.range(0, pairs.size()).toArray();
        SubsetPairs whole = new SubsetPairs(List.of(new SubsetPairs.Pair(all, all)), pairs.size());
        return pairs.pairs().stream()
                .mapToDouble(pair -> ofAll(first.rows(pair.first()), second.rows(pair.second()), whole, workers)[0])
                .toArray();
    }

    static double[] ofAll(FeatureMatrix first, FeatureMatrix second, SubsetPairs pairs, Workers workers) {
        List<int[]> firsts = pairs.pairs().stream().map(SubsetPairs.Pair::first).toList();
        List<int[]> seconds =
                pairs.pairs().stream().map(SubsetPairs.Pair::second).toList();
        double[] withinFirst = sums(TiledProduct.ofSame(first), first.width(), firsts, firsts, workers);
        double[] withinSecond = sums(TiledProduct.ofSame(second), first.width(), seconds, seconds, workers);
        double[] between = sums(TiledProduct.of(first, second), first.width(), firsts, seconds, workers);
        double size = pairs.size();
        double[] discrepancies = new double[firsts.size()];
        Arrays.setAll(
                discrepancies,
                i -> 2 * (withinFirst[i] + withinSecond[i]) / (size * (size - 1)) - 2 * between[i] / (size * size));
        return discrepancies;
    }

    /** Sums of the kernel over each subset's pairs; on a diagonal tile over those above the diagonal. */
    private static double[] sums(
            TiledProduct product, int width, List<int[]> rowSubsets, List<int[]> columnSubsets, Workers workers) {
        double[][] perTile = new double[product.tiles()][];
        boolean same = rowSubsets == columnSubsets;
        product.read(workers, () -> new TileSums(width, rowSubsets, columnSubsets, same, perTile));
        // added up in the order of the tiles, whoever computed them
        double[] sums = new double[rowSubsets.size()];
        for (double[] tile : perTile) {
            Arrays.setAll(sums, i -> sums[i] + tile[i]);
        }
        return sums;
    }

    private static final class TileSums implements Consumer<ProductTile> {
        private final int width;
        private final List<int[]> rowSubsets;
        private final List<int[]> columnSubsets;
        private final boolean same;
        private final double[][] perTile;

        TileSums(int width, List<int[]> rowSubsets, List<int[]> columnSubsets, boolean same, double[][] perTile) {
            this.width = width;
            this.rowSubsets = rowSubsets;
            this.columnSubsets = columnSubsets;
            this.same = same;
            this.perTile = perTile;
        }

        @Override
        public void accept(ProductTile tile) {
            double[] kernel = kernel(tile);
            double[] sums = new double[rowSubsets.size()];
            for (int subset = 0; subset < sums.length; subset++) {
                int[] rows = part(rowSubsets.get(subset), tile.firstRow(), tile.rows());
                int[] columns = part(columnSubsets.get(subset), tile.firstColumn(), tile.columns());
                sums[subset] = sum(kernel, tile.columns(), rows, columns, same && tile.diagonal());
            }
            perTile[tile.number()] = sums;
        }

        private double[] kernel(ProductTile tile) {
            double[] kernel = new double[tile.rows() * tile.columns()];
            double scale = 1.0 / width;
            for (int i = 0; i < tile.rows(); i++) {
                for (int j = 0; j < tile.columns(); j++) {
                    double base = tile.product(i, j) * scale + 1;
                    kernel[i * tile.columns() + j] = base * base * base;
                }
            }
            return kernel;
        }

        private static double sum(double[] kernel, int stride, int[] rows, int[] columns, boolean aboveDiagonal) {
            double sum = 0;
            for (int i = 0; i < rows.length; i++) {
                int row = rows[i] * stride;
                double ofRow = 0;
                for (int j = aboveDiagonal ? i + 1 : 0; j < columns.length; j++) {
                    ofRow += kernel[row + columns[j]];
                }
                sum += ofRow;
            }
            return sum;
        }

        /** Those of a subset that lie in a piece, counted from its start. */
        private static int[] part(int[] subset, int first, int length) {
            int from = position(subset, first);
            int[] part = Arrays.copyOfRange(subset, from, position(subset, first + length));
            for (int i = 0; i < part.length; i++) {
                part[i] -= first;
            }
            return part;
        }

        private static int position(int[] sorted, int value) {
            int found = Arrays.binarySearch(sorted, value);
            return found >= 0 ? found : -found - 1;
        }
    }
}
