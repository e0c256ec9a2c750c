package io.augmenta.generator.batching;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * What one caller of {@link SharedRuns} waits for. Whatever changes here is guarded by their lock.
 *
 * @param <T> what is made of a part
 */
final class Request<T> {
    private final List<Share<T>> shares;
    private final int images;
    private final Caller caller;
    private final Condition changed;
    private long sinceNanos;
    private int unfinished;
    private boolean failed;

    /**
     * Sets what is wanted.
     *
     * @param changed what its caller's thread waits for: it has ended, is the first, or is not waited for any more
     */
    Request(List<Part<T>> parts, Caller caller, Condition changed) {
        this.shares = parts.stream().map(part -> new Share<>(part, this)).toList();
        this.images = parts.stream().mapToInt(Part::images).sum();
        this.caller = caller;
        this.changed = changed;
        this.unfinished = parts.size();
    }

    List<Share<T>> shares() {
        return shares;
    }

    /** Images of all parts. */
    int images() {
        return images;
    }

    Caller caller() {
        return caller;
    }

    Condition changed() {
        return changed;
    }

    /** Notes when it got into the queue. */
    void queued(long nowNanos) {
        sinceNanos = nowNanos;
    }

    /** Since when it is in the queue. */
    long sinceNanos() {
        return sinceNanos;
    }

    /** Whether all is made, or what is not will not be wanted. */
    boolean ended() {
        return unfinished == 0 || failed;
    }

    @SuppressWarnings("unchecked") // what a part's own function gave
    List<T> results() throws RunFailedException {
        List<T> results = new ArrayList<>(shares.size());
        for (Share<T> share : shares) {
            if (share.outcome instanceof Outcome.Failure failure) {
                // each caller gets an exception of its own, with its own thread's trace
                throw new RunFailedException(String.valueOf(failure.reason().getMessage()), failure.reason());
            }
            if (share.outcome instanceof Outcome.Success success) {
                results.add((T) success.value());
            }
        }
        return results;
    }

    /**
     * One of a request's parts.
     *
     * @param <T> what is made of it
     */
    static final class Share<T> {
        private final Part<T> part;
        private final Request<T> request;
        private @Nullable Outcome outcome;

        private Share(Part<T> part, Request<T> request) {
            this.part = part;
            this.request = request;
        }

        Part<T> part() {
            return part;
        }

        Request<T> request() {
            return request;
        }

        int images() {
            return part.images();
        }

        /** Whether nothing has become of it yet. */
        boolean open() {
            return outcome == null;
        }

        /** Notes what became of it, and tells whoever waits if that was all. */
        void end(Outcome became) {
            outcome = became;
            request.unfinished--;
            request.failed |= became instanceof Outcome.Failure;
            if (request.ended()) {
                request.changed.signal();
            }
        }
    }
}
