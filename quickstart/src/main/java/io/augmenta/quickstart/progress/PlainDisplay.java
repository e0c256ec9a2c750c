package io.augmenta.quickstart.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Whole lines for files and pipes: every beginning and end, and in between no more than one in a few seconds. */
public final class PlainDisplay implements ProgressDisplay {

    private static final Duration AT_MOST_ONE_IN = Duration.ofSeconds(5);

    private final PrintStream out;
    private final LongSupplier nanoClock;
    private String stage = "";
    private long begunNanos;
    private long lastShownNanos;
    private boolean closed;

    /** Writes to {@code out}, which stays open. */
    public PlainDisplay(PrintStream out) {
        this(out, System::nanoTime);
    }

    PlainDisplay(PrintStream out, LongSupplier nanoClock) {
        this.out = out;
        this.nanoClock = nanoClock;
    }

    @Override
    public synchronized void begin(String newStage) {
        stage = newStage;
        begunNanos = nanoClock.getAsLong();
        lastShownNanos = begunNanos;
        print("begins");
    }

    @Override
    public synchronized void show(Standing standing) {
        long now = nanoClock.getAsLong();
        if (now - lastShownNanos < AT_MOST_ONE_IN.toNanos()) {
            return;
        }
        lastShownNanos = now;
        Duration remaining = standing.remaining();
        print(remaining == null ? standing.text() : standing.text() + ", " + Durations.text(remaining) + " left");
    }

    @Override
    public void tick() {
        // a line that says nothing new would only be noise
    }

    @Override
    public synchronized void note(String text) {
        print(text);
    }

    @Override
    public synchronized void finish(String result) {
        print(result + " (" + Durations.text(Duration.ofNanos(nanoClock.getAsLong() - begunNanos)) + ")");
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    private void print(String text) {
        if (!closed) {
            out.println(stage + ": " + text);
            out.flush();
        }
    }
}
