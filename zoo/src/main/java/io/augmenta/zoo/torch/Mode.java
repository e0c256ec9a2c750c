package io.augmenta.zoo.torch;

import io.augmenta.zoo.random.RandomStream;

/** What a network is run for. */
public sealed interface Mode {

    /** Dropout does nothing; batch normalisation uses the running statistics. */
    record Inference() implements Mode {}

    /**
     * Dropout drops; batch normalisation uses and records the statistics of the rows that it sees.
     *
     * @param dropout what to drop is drawn from here, layer by layer; a new stream for each pass
     * @param shard which rows of the whole batch the pass sees; it may see those of several batches, one after another
     */
    record Training(RandomStream dropout, Shard shard) implements Mode {}

    /** To use the network. */
    static Mode inference() {
        return new Inference();
    }

    /** To train it with whole batches. */
    static Mode training(RandomStream dropout) {
        return new Training(dropout, Shard.whole(1));
    }

    /** To train it with a part of each batch. */
    static Mode training(RandomStream dropout, Shard shard) {
        return new Training(dropout, shard);
    }
}
