package io.augmenta.zoo.torch;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The part of a batch that one of several devices takes: rows that follow one another. Whatever is drawn at random is drawn
 * for the whole batch and cut, so that a row meets the same numbers however the batch is shared. Immutable.
 *
 * @param first the number of its first row, from 0
 * @param rows how many it has, 1 or more
 * @param of how many the whole batch has
 */
public record Shard(int first, int rows, int of) {

    /** @throws IllegalArgumentException when it has no row, or one outside the batch */
    public Shard {
        if (first < 0 || rows < 1 || rows > of - first) {
            throw new IllegalArgumentException(
                    "A shard of %d rows from %d on does not lie within a batch of %d".formatted(rows, first, of));
        }
    }

    /** All rows of a batch. */
    public static Shard whole(int of) {
        return new Shard(0, of, of);
    }

    /**
     * Cuts a batch into shards that differ by one row at most, in order; into fewer than asked for where there are fewer
     * rows.
     */
    public static List<Shard> cut(int of, int devices) {
        int shards = Math.min(of, devices);
        return IntStream.range(0, shards)
                .mapToObj(i -> {
                    int from = startOf(i, shards, of);
                    return new Shard(from, startOf(i + 1, shards, of) - from, of);
                })
                .toList();
    }

    private static int startOf(int shard, int shards, int of) {
        return (int) ((long) shard * of / shards);
    }

    /** Whether this is the whole batch. */
    public boolean isWhole() {
        return rows == of;
    }

    /** How much of the batch this is, above 0 and up to 1. */
    public double share() {
        return (double) rows / of;
    }

    /** This shard's rows of the whole batch's, which are equally long; the array itself where this is the whole batch. */
    public float[] cut(float[] whole) {
        if (isWhole()) {
            return whole;
        }
        int row = whole.length / of;
        return Arrays.copyOfRange(whole, first * row, (first + rows) * row);
    }
}
