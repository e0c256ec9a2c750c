package io.augmenta.eventlog;

import io.augmenta.contracts.OffsetRange;
import java.io.Serial;

/** Records that a sealed range promises are not in the log, or not any more. */
public final class MissingRecordsException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param range the range that was asked for
     * @param found what there is instead
     */
    public MissingRecordsException(OffsetRange range, String found) {
        super(message(range, found));
    }

    MissingRecordsException(OffsetRange range, String found, Throwable cause) {
        super(message(range, found), cause);
    }

    private static String message(OffsetRange range, String found) {
        return "expected offsets " + range.first() + " to " + (range.endExclusive() - 1) + " of partition "
                + range.partition() + " of " + range.topic() + ", found " + found
                + "; image topics must be kept as long as their data sets (retention.ms=-1)";
    }
}
