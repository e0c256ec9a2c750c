package io.augmenta.quickstart.progress;

/**
 * Shows stages one after the other: {@link #begin}, any number of {@link #show} and {@link #tick}, {@link #finish}.
 * Implementations are thread-safe: a signal may close a display while a stage is under way, and silences it.
 */
public interface ProgressDisplay extends AutoCloseable {

    /** A stage begins. Its name is one short word. */
    void begin(String stage);

    /** The stage stands here; may be called as often as one likes. */
    void show(Standing standing);

    /** Time has passed without news; called a few times per second. */
    void tick();

    /** Something about the stage that stays to be read, beside how it stands. */
    void note(String text);

    /** The stage is done. */
    void finish(String result);

    /** A stage that is under way will not be finished. What is shown of it stays; nothing is shown afterwards. */
    @Override
    void close();
}
