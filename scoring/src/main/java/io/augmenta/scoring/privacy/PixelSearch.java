package io.augmenta.scoring.privacy;

import io.augmenta.scoring.features.FeatureMatrix;
import io.augmenta.scoring.features.TooFewSamplesException;
import io.augmenta.scoring.matrix.ProductTile;
import io.augmenta.scoring.matrix.TiledProduct;
import io.augmenta.scoring.matrix.Workers;
import io.augmenta.scoring.pixels.ImageSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The nearest image by pixels, mirrored and shifted ones included. Each query is mirrored and moved in every way, and the
 * middle of the picture, which all these have in common, is compared with the middle of every reference: nothing is made up
 * at the edges.
 *
 * <p>Pictures are compared at a size of at most {@code maximumSide}, to which squares of pixels are averaged after the move.
 * That bounds the work, and noise, which would hide a copy, averages out. Distances are root mean squares of differences in
 * grey levels, {@code [0, 255]}, at that size; an exact copy has distance 0, also a mirrored or moved one.
 *
 * @param mirrored whether mirror images count
 * @param maximumShift by how many pixels images are moved at most, in all four directions, 0 or more
 * @param maximumSide the longest side at which pictures are compared, at least 1
 */
public record PixelSearch(boolean mirrored, int maximumShift, int maximumSide) {
    /** Moves that a person would not notice. */
    public static final int SHIFT = 3;

    /** Enough to tell one slice from its neighbour. */
    public static final int SIDE = 32;

    /** @throws IllegalArgumentException when the shift is below 0 or the side below 1 */
    public PixelSearch {
        if (maximumShift < 0 || maximumSide < 1) {
            throw new IllegalArgumentException("Expected a shift of 0 or more and a side of 1 or more, got "
                    + maximumShift + " and " + maximumSide);
        }
    }

    /** Mirrored, and moved by up to {@value #SHIFT} pixels, at {@value #SIDE} pixels. */
    public static PixelSearch standard() {
        return new PixelSearch(true, SHIFT, SIDE);
    }

    /** Images as they are, at {@value #SIDE} pixels. */
    public static PixelSearch exact() {
        return new PixelSearch(false, 0, SIDE);
    }

    /**
     * The nearest reference of each query, in the order of the queries.
     *
     * @throws IllegalArgumentException when they differ in size, or are too small to be moved so far
     * @throws TooFewSamplesException when there are no references
     */
    public List<Match> nearest(ImageSet queries, ImageSet references, Workers workers) {
        ImageSet.checkSameSize(queries, references);
        TooFewSamplesException.check("a nearest image", "references", 1, references.count());
        if (queries.count() == 0) {
            return List.of();
        }
        List<Variation> variations = variations();
        Windows varied = new Windows(queries, variations, maximumShift, maximumSide);
        FeatureMatrix still = new Windows(references, List.of(Variation.NONE), maximumShift, maximumSide).features();
        List<Nearest> parts =
                TiledProduct.of(varied, still).read(workers, () -> new Nearest(queries.count(), variations.size()));
        Nearest all = parts.get(0);
        parts.stream().skip(1).forEach(all::add);
        return all.matches(variations, varied.scale());
    }

    /** The plainest first, so that of equally near variations the plainest is named. */
    private List<Variation> variations() {
        List<Variation> variations = new ArrayList<>();
        for (int down = -maximumShift; down <= maximumShift; down++) {
            for (int right = -maximumShift; right <= maximumShift; right++) {
                variations.add(new Variation(false, right, down));
                if (mirrored) {
                    variations.add(new Variation(true, right, down));
                }
            }
        }
        variations.sort(Comparator.comparingInt(
                        (Variation variation) -> Math.abs(variation.right()) + Math.abs(variation.down()))
                .thenComparing(Variation::mirrored));
        return List.copyOf(variations);
    }

    /** The nearest reference of each query over the tiles that one thread has read. */
    private static final class Nearest implements Consumer<ProductTile> {
        private final int variations;
        private final double[] squared;
        private final int[] references;
        private final int[] variation;

        Nearest(int queries, int variations) {
            this.variations = variations;
            this.squared = new double[queries];
            this.references = new int[queries];
            this.variation = new int[queries];
            Arrays.fill(squared, Double.POSITIVE_INFINITY);
        }

        @Override
        public void accept(ProductTile tile) {
            for (int i = 0; i < tile.rows(); i++) {
                int query = (tile.firstRow() + i) / variations;
                int how = (tile.firstRow() + i) % variations;
                for (int j = 0; j < tile.columns(); j++) {
                    double distance = tile.squaredDistance(i, j);
                    if (distance <= squared[query]) {
                        offer(query, tile.firstColumn() + j, how, distance);
                    }
                }
            }
        }

        private void offer(int query, int reference, int how, double distance) {
            boolean nearer = distance < squared[query]
                    || reference < references[query]
                    || (reference == references[query] && how < variation[query]);
            if (nearer) {
                squared[query] = distance;
                references[query] = reference;
                variation[query] = how;
            }
        }

        void add(Nearest other) {
            for (int query = 0; query < squared.length; query++) {
                if (other.squared[query] <= squared[query]) {
                    offer(query, other.references[query], other.variation[query], other.squared[query]);
                }
            }
        }

        List<Match> matches(List<Variation> ways, double scale) {
            List<Match> matches = new ArrayList<>();
            for (int query = 0; query < squared.length; query++) {
                matches.add(new Match(
                        query, references[query], Math.sqrt(squared[query]) * scale, ways.get(variation[query])));
            }
            return List.copyOf(matches);
        }
    }
}
