package io.augmenta.generator.batching;

import java.time.Duration;

/** Hears of the runs that requests share, for meters. Thread-safe; must not take long. */
public interface RunListener {

    /** Hears nothing. */
    RunListener NONE = new RunListener() {
        @Override
        public void began(int images) {}

        @Override
        public void waited(Duration inQueue) {}
    };

    /**
     * A run begins.
     *
     * @param images how many images it makes, 1 or more
     */
    void began(int images);

    /**
     * One of those who share a run has waited for it.
     *
     * @param inQueue how long, from there being room in the queue
     */
    void waited(Duration inQueue);
}
