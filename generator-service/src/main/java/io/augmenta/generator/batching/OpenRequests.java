package io.augmenta.generator.batching;

/** Requests that are being served, and how many there may be. Thread-safe. */
public final class OpenRequests {
    private final int most;
    private int open;

    /**
     * Sets how many there may be.
     *
     * @param most at least 1
     */
    public OpenRequests(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("expected at least 1 open request, got " + most);
        }
        this.most = most;
    }

    /**
     * Begins a request, which must be {@link #end}ed.
     *
     * @throws TooBusyException if there are as many as there may be
     */
    public synchronized void begin() throws TooBusyException {
        if (open == most) {
            throw TooBusyException.tooManyRequests(most);
        }
        open++;
    }

    /** Ends a request. */
    public synchronized void end() {
        open--;
    }

    /** How many there are. */
    public synchronized int count() {
        return open;
    }
}
