package io.augmenta.zoo.torch;

import io.augmenta.zoo.random.RandomStream;

/** What a network is run for. */
public sealed interface Mode {

    /** Dropout does nothing; batch normalisation uses the running statistics. */
    record Inference() implements Mode {}

    /**
     * Dropout drops; batch normalisation uses and records the batch's statistics.
     *
     * @param dropout what to drop is drawn from here, layer by layer; a new stream for each pass
     */
    record Training(RandomStream dropout) implements Mode {}

    /** To use the network. */
    static Mode inference() {
        return new Inference();
    }

    /** To train it. */
    static Mode training(RandomStream dropout) {
        return new Training(dropout);
    }
}
