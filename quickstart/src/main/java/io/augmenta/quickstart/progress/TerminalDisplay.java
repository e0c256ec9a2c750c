package io.augmenta.quickstart.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * One line per stage that is written over until the stage is done. A line never reaches the last column: a terminal
 * would wrap it, and the next carriage return would no longer reach its beginning.
 */
public final class TerminalDisplay implements ProgressDisplay {

    private static final int STAGE_COLUMNS = 9;
    private static final int LONGEST_BAR = 20;
    private static final int SHORTEST_BAR = 5;
    private static final Duration REDRAW_EVERY = Duration.ofSeconds(1);

    private final PrintStream out;
    private final int columns;
    private final LongSupplier nanoClock;
    private String stage = "";
    private Standing standing = Standing.of("");
    private long begunNanos;
    private long standingSinceNanos;
    private long drawnNanos;
    private int drawnColumns;
    private boolean closed;

    /** Writes to {@code out}, which stays open, a terminal that is {@code columns} wide. */
    public TerminalDisplay(PrintStream out, int columns) {
        this(out, columns, System::nanoTime);
    }

    TerminalDisplay(PrintStream out, int columns, LongSupplier nanoClock) {
        this.out = out;
        this.columns = columns;
        this.nanoClock = nanoClock;
    }

    @Override
    public synchronized void begin(String newStage) {
        stage = newStage;
        begunNanos = nanoClock.getAsLong();
        drawnColumns = 0;
        show(Standing.of(""));
    }

    @Override
    public synchronized void show(Standing newStanding) {
        standing = newStanding;
        standingSinceNanos = nanoClock.getAsLong();
        draw();
    }

    @Override
    public synchronized void tick() {
        if (nanoClock.getAsLong() - drawnNanos >= REDRAW_EVERY.toNanos()) {
            draw();
        }
    }

    /** Goes above the line that is written over, and may be longer than it. */
    @Override
    public synchronized void note(String text) {
        if (closed) {
            return;
        }
        String line = label() + text;
        out.print("\r" + line + " ".repeat(Math.max(0, drawnColumns - line.length())));
        endLine();
        draw();
    }

    @Override
    public synchronized void finish(String result) {
        write(label() + result + ", " + Durations.text(since(begunNanos)));
        endLine();
    }

    @Override
    public synchronized void close() {
        if (!closed && drawnColumns > 0) {
            endLine();
        }
        closed = true;
    }

    private void draw() {
        String text = standing.text();
        String time = text.isEmpty() ? time() : ", " + time();
        int room = columns - 1 - STAGE_COLUMNS - time.length();
        // how long it takes matters more than a bar, and a bar less than anything
        String bar = bar(room - text.length() - 1);
        write(label() + bar + shortened(text, room - bar.length()) + time);
        drawnNanos = nanoClock.getAsLong();
    }

    /** The time to go, counted down since it was estimated; without an estimate the time gone by. */
    private String time() {
        Duration remaining = standing.remaining();
        if (remaining == null) {
            return Durations.text(since(begunNanos));
        }
        Duration left = remaining.minus(since(standingSinceNanos));
        return Durations.clock(left.isNegative() ? Duration.ZERO : left) + " left";
    }

    /** A bar that fits into so many columns, with a blank behind it; nothing where there is no room or no fraction. */
    private String bar(int room) {
        int cells = Math.min(LONGEST_BAR, room - 2);
        if (cells < SHORTEST_BAR || Double.isNaN(standing.fraction())) {
            return "";
        }
        int filled = (int) Math.round(standing.fraction() * cells);
        return "[" + "#".repeat(filled) + ".".repeat(cells - filled) + "] ";
    }

    private static String shortened(String text, int room) {
        return text.length() <= room ? text : text.substring(0, Math.max(0, room));
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(nanoClock.getAsLong() - nanos);
    }

    private String label() {
        return String.format(Locale.ROOT, "%-" + STAGE_COLUMNS + "s", stage);
    }

    private void write(String line) {
        if (closed) {
            return;
        }
        String visible = shortened(line, columns - 1);
        // what the last line had beyond this one is wiped with blanks: no escape codes, no assumptions on the terminal
        String blanks = " ".repeat(Math.max(0, drawnColumns - visible.length()));
        out.print("\r" + visible + blanks);
        out.flush();
        drawnColumns = visible.length();
    }

    private void endLine() {
        if (!closed) {
            out.println();
            out.flush();
        }
        drawnColumns = 0;
    }
}
