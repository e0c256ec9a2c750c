package io.augmenta.quickstart.progress;

import java.io.PrintStream;

/** Picks the display that suits where the messages go. */
public final class Displays {

    /**
     * System property with the width of the terminal that standard error is; not set where it is none. The start script
     * knows both; a Java program cannot find out by itself.
     */
    public static final String COLUMNS_PROPERTY = "augmenta.columns";

    private static final int NARROWEST = 20;

    private Displays() {}

    /** A display for standard error: standard output is left to results, so that these can be piped. */
    public static ProgressDisplay forStandardError() {
        PrintStream out = System.err;
        int columns = Integer.getInteger(COLUMNS_PROPERTY, 0);
        return columns >= NARROWEST ? new TerminalDisplay(out, columns) : new PlainDisplay(out);
    }
}
