package io.augmenta.trainer;

import java.time.Duration;

/** The place for the one run that a trainer works on at a time, which closes when the trainer leaves. Thread-safe. */
public final class TrainingSlot {
    private boolean occupied;
    private long idleSinceNanos = System.nanoTime();
    private volatile boolean closed;

    /**
     * Takes the place.
     *
     * @return false when the trainer is leaving: take up nothing any more
     * @throws IllegalStateException when another run is in the place
     */
    public synchronized boolean enter() {
        if (closed) {
            return false;
        }
        if (occupied) {
            throw new IllegalStateException("a trainer works on one run at a time, and there is one already");
        }
        occupied = true;
        return true;
    }

    /** Gives the place back. */
    public synchronized void leave() {
        occupied = false;
        idleSinceNanos = System.nanoTime();
        notifyAll();
    }

    /**
     * Waits until there was no run in the place for some time; the time before the call does not count.
     *
     * @param patience how long
     * @return false where the place was closed first
     * @throws InterruptedException if the calling thread is interrupted
     */
    public synchronized boolean awaitIdle(Duration patience) throws InterruptedException {
        idleSinceNanos = System.nanoTime();
        while (!closed) {
            if (occupied) {
                wait();
                continue;
            }
            long leftMillis = patience.toMillis() - (System.nanoTime() - idleSinceNanos) / 1_000_000;
            if (leftMillis <= 0) {
                return true;
            }
            wait(leftMillis);
        }
        return false;
    }

    /** Whether the trainer is leaving. */
    public boolean closed() {
        return closed;
    }

    /**
     * Closes the place, which asks the run in it to stop, and waits until it has.
     *
     * @param atMost how long to wait
     * @return whether no run is in the place any more
     * @throws InterruptedException if the calling thread is interrupted
     */
    public synchronized boolean close(Duration atMost) throws InterruptedException {
        closed = true;
        notifyAll();
        long deadlineNanos = System.nanoTime() + atMost.toNanos();
        while (occupied) {
            long leftMillis = (deadlineNanos - System.nanoTime()) / 1_000_000;
            if (leftMillis <= 0) {
                return false;
            }
            wait(leftMillis);
        }
        return true;
    }
}
