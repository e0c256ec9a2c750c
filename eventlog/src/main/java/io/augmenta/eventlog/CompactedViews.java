package io.augmenta.eventlog;

import java.time.Duration;
import java.util.List;

/** Views that are started, waited for and closed together. Thread-safe; whoever made it closes it, and the views with it. */
public final class CompactedViews implements AutoCloseable {
    private final List<CompactedView<?>> views;

    private CompactedViews(List<CompactedView<?>> views) {
        this.views = views;
    }

    /**
     * Takes views; nothing is read before {@link #start}.
     *
     * @param views none of them started
     * @return all of them
     */
    public static CompactedViews of(CompactedView<?>... views) {
        return new CompactedViews(List.of(views));
    }

    /** Starts to read. */
    public void start() {
        views.forEach(CompactedView::start);
    }

    /** {@return whether all that was in the topics when the views were started has been read} */
    public boolean caughtUp() {
        return views.stream().allMatch(CompactedView::caughtUp);
    }

    /**
     * Waits until all that was in the topics when the views were started has been read.
     *
     * @param atMost how long to wait for each topic
     * @return whether it has
     * @throws InterruptedException if the calling thread is interrupted
     */
    public boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
        for (CompactedView<?> view : views) {
            if (!view.awaitCaughtUp(atMost)) {
                return false;
            }
        }
        return true;
    }

    /** Stops reading and disconnects; what was read can still be asked for. */
    @Override
    public void close() {
        views.forEach(CompactedView::close);
    }
}
