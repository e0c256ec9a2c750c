package io.augmenta.scoring.features;

/**
 * The k nearest neighbours of some rows, the nearest first; of equally near ones those of lower index first. Immutable.
 */
public final class Neighbours {
    private final int count;
    private final int k;
    private final double[] squaredDistances;
    private final int[] indices;

    Neighbours(int count, int k, double[] squaredDistances, int[] indices) {
        this.count = count;
        this.k = k;
        this.squaredDistances = squaredDistances;
        this.indices = indices;
    }

    /** How many rows have neighbours here. */
    public int count() {
        return count;
    }

    /** How many neighbours each row has. */
    public int k() {
        return k;
    }

    /**
     * Which row is a neighbour.
     *
     * @param row the row whose neighbour it is
     * @param rank 0 for the nearest, up to {@code k - 1}
     */
    public int index(int row, int rank) {
        return indices[row * k + rank];
    }

    /** The Euclidean distance to a neighbour; see {@link #index}. */
    public double distance(int row, int rank) {
        return Math.sqrt(squaredDistance(row, rank));
    }

    /** The square of {@link #distance}. */
    public double squaredDistance(int row, int rank) {
        return squaredDistances[row * k + rank];
    }

    /** The distance of each row to its nearest neighbour. */
    public double[] nearestDistances() {
        double[] nearest = new double[count];
        for (int row = 0; row < count; row++) {
            nearest[row] = distance(row, 0);
        }
        return nearest;
    }
}
