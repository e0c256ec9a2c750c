package io.augmenta.generator.configuration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** Settings under {@code augmenta.generator}. */
@ConfigMapping(prefix = "augmenta.generator")
public interface GeneratorConfiguration {

    /** Running the ONNX graphs. */
    Inference inference();

    /** Generators in memory. */
    Models models();

    /** Answers in the event log. */
    Batches batches();

    /** Knowing checkpoints. */
    KnownCheckpoints checkpoints();

    /** How much one request may ask for. */
    Limits limits();

    /** Requests over HTTP. */
    Rest rest();

    /** Keeping back copies of training images. */
    CopyGuard copyGuard();

    /** Running the ONNX graphs. */
    interface Inference {
        /** The most images that are made at once, by all threads together; requests share runs. Does not change what comes out. */
        @WithDefault("64")
        int maxBatchSize();

        /** How long several requests wait for a run to fill while there is a thread for it. One alone never waits. */
        @WithDefault("0ms")
        Duration maxBatchDelay();

        /** How many images may wait for one generator; who comes when it is full is told to come back later. */
        @WithDefault("4096")
        int queueImages();

        /** Threads that make images, each on one core; as many as there are cores where not given. */
        OptionalInt threads();
    }

    /** Generators in memory. */
    interface Models {
        /** How many generators are kept loaded. */
        @WithDefault("4")
        int capacity();

        /** The largest ONNX file that is loaded, in bytes. */
        @WithDefault("536870912")
        int maxBytes();
    }

    /** Answers in the event log. */
    interface Batches {
        /** The largest batch of images, in bytes; less than the topic takes (8 MiB). */
        @WithDefault("4194304")
        int maxBytes();

        /** How many batches may wait for being stored while the next one is made. */
        @WithDefault("4")
        int inFlight();

        /**
         * The largest answer, in bytes of pixels, whose batches hold their images; those of a larger one lie in the artifact
         * store, and its batches refer to them. 64 MiB.
         */
        @WithDefault("67108864")
        long inlineAnswerBytes();

        /** The largest batch of images in the artifact store, in bytes; 16 MiB. The service holds a few times as much. */
        @WithDefault("16777216")
        int storedMaxBytes();
    }

    /** Knowing checkpoints. */
    interface KnownCheckpoints {
        /** How long a request of the log waits for a checkpoint that has not arrived yet. */
        @WithDefault("5s")
        Duration awaitAtMost();
    }

    /** How much one request may ask for, in all classes together. */
    interface Limits {
        /** Images of a request of the log. */
        @WithDefault("1000000")
        int logImages();

        /** Images of a PNG sheet. */
        @WithDefault("1000")
        int sheetImages();

        /** Samples of all images of a PNG sheet, in bytes; for large images this is what counts. */
        @WithDefault("16777216")
        int sheetBytes();

        /** Images of a ZIP archive, an array or lines of JSON. */
        @WithDefault("100000")
        int streamImages();
    }

    /** Requests over HTTP. */
    interface Rest {
        /** How many requests for images are open at once; fewer than there are worker threads, which say that it is full. */
        @WithDefault("128")
        int concurrentRequests();
    }

    /** Keeping back copies of training images. */
    interface CopyGuard {
        /** Whether images that are near copies of training images are withheld. Every image says where they are not. */
        @WithDefault("true")
        boolean enabled();
    }
}
