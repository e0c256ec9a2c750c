package io.augmenta.generator.batching;

import java.util.Arrays;
import java.util.List;

/**
 * What some images are made of, a row for each. The arrays are not copied and must not be changed.
 *
 * @param latents the latents, one after the other
 * @param labels an index of a class for each
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, not compared
public record Rows(float[] latents, long[] labels) {

    /** Checks that there is a row and that every row has a latent of the same length. */
    public Rows {
        if (labels.length == 0 || latents.length == 0 || latents.length % labels.length != 0) {
            throw new IllegalArgumentException("expected at least 1 row, each with a latent of the same length, got "
                    + labels.length + " labels and " + latents.length + " latent values");
        }
    }

    /** How many images they are for. */
    public int images() {
        return labels.length;
    }

    /** Some of the rows, from one up to another that is left out. */
    public Rows part(int from, int toExclusive) {
        if (from == 0 && toExclusive == images()) {
            return this;
        }
        int latentSize = latents.length / labels.length;
        return new Rows(
                Arrays.copyOfRange(latents, from * latentSize, toExclusive * latentSize),
                Arrays.copyOfRange(labels, from, toExclusive));
    }

    /** The rows of several, one after the other. */
    static Rows joined(List<Rows> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        int images = parts.stream().mapToInt(Rows::images).sum();
        float[] latents =
                new float[parts.stream().mapToInt(part -> part.latents.length).sum()];
        long[] labels = new long[images];
        int latentsAt = 0;
        int labelsAt = 0;
        for (Rows part : parts) {
            System.arraycopy(part.latents, 0, latents, latentsAt, part.latents.length);
            System.arraycopy(part.labels, 0, labels, labelsAt, part.labels.length);
            latentsAt += part.latents.length;
            labelsAt += part.labels.length;
        }
        return new Rows(latents, labels);
    }
}
