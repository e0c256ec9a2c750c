package io.augmenta.evaluator;

import java.time.Duration;

/** The one place in which an evaluation is carried out, and which is closed before the service ends. Thread-safe. */
public final class EvaluationSlot {
    private boolean occupied;
    private boolean closed;

    /**
     * Takes the slot; {@link #leave} gives it back.
     *
     * @throws EvaluationStoppedException when the slot is closed
     * @throws IllegalStateException when it is taken
     */
    synchronized void enter() {
        check();
        if (occupied) {
            throw new IllegalStateException(
                    "An evaluator carries out one evaluation at a time, but a second one begins");
        }
        occupied = true;
    }

    synchronized void leave() {
        occupied = false;
        notifyAll();
    }

    /**
     * Goes on, or not.
     *
     * @throws EvaluationStoppedException when the slot is closed or the thread is interrupted
     */
    public synchronized void check() {
        if (closed || Thread.currentThread().isInterrupted()) {
            throw new EvaluationStoppedException();
        }
    }

    /** Whether the slot is closed. */
    public synchronized boolean closed() {
        return closed;
    }

    /**
     * Has the evaluation that is under way end, lets no other one begin, and waits until the slot is free.
     *
     * @param atMost how long to wait
     * @return whether the slot is free
     * @throws InterruptedException if the calling thread is interrupted
     */
    public synchronized boolean close(Duration atMost) throws InterruptedException {
        closed = true;
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
