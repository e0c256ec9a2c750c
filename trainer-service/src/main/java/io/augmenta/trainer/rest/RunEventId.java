package io.augmenta.trainer.rest;

import io.augmenta.trainer.RunState;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far a client has followed a run, as the id of the event that it got last: {@code EPOCH/STEP}, with {@code /STATE}
 * where the run had ended.
 *
 * @param epoch the last epoch that it was told of
 * @param step generator steps done by then
 * @param ended how the run had ended; null where it had not
 */
record RunEventId(int epoch, long step, @Nullable RunState ended) {
    /** Nothing told yet. */
    static final RunEventId BEGINNING = new RunEventId(0, 0, null);

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})/(\\d{1,18})(?:/(COMPLETED|FAILED|CANCELLED))?");

    /** What a client says that it got last; one that says nothing that is known here is told everything. */
    static RunEventId parse(@Nullable String lastEventId) {
        return Optional.ofNullable(lastEventId)
                .map(FORM::matcher)
                .filter(Matcher::matches)
                .map(RunEventId::read)
                .orElse(BEGINNING);
    }

    private static RunEventId read(Matcher id) {
        String ended = id.group(3);
        return new RunEventId(
                Integer.parseInt(id.group(1)),
                Long.parseLong(id.group(2)),
                ended == null ? null : RunState.valueOf(ended));
    }

    @Override
    public String toString() {
        return epoch + "/" + step + (ended == null ? "" : "/" + ended);
    }
}
