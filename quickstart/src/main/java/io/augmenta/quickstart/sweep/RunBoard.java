package io.augmenta.quickstart.sweep;

import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.contracts.TrainingStatus;
import io.augmenta.quickstart.progress.Durations;
import io.augmenta.quickstart.progress.Standing;
import io.augmenta.quickstart.study.LossText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How many training runs stand, heard from the log. For one thread. */
final class RunBoard {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final int runs;
    private final int doneBefore;
    private final long begunNanos;

    /**
     * Expects these runs.
     *
     * @param expected runs by their ids
     * @param runs how many the whole sweep has
     */
    RunBoard(Map<String, Expected> expected, int runs, long nowNanos) {
        expected.forEach((runId, run) -> rows.put(runId, new Row(run)));
        this.runs = runs;
        this.doneBefore = runs - expected.size();
        this.begunNanos = nowNanos;
    }

    /**
     * A run that is waited for.
     *
     * @param number its place in the grid, from 1
     * @param run the run
     */
    record Expected(int number, GridRun run) {}

    /** Takes note of an event; tells what a person should know for good. */
    Optional<String> heard(TrainingProgressed event) {
        Row row = rows.get(event.runId());
        if (row == null || row.ended()) {
            return Optional.empty();
        }
        TrainingProgressed before = row.latest;
        row.latest = event;
        if (row.epochsBefore < 0) {
            row.epochsBefore = event.status() == TrainingStatus.RUNNING ? event.epoch() - 1 : event.epoch();
        }
        String name = "run " + row.expected.number() + " of " + runs + " ";
        return switch (event.status()) {
            case STARTED ->
                Optional.of(
                        name + taken(before, "begins: ") + row.expected.run().description());
            case RESUMED ->
                Optional.of(name
                        + taken(before, "goes on after epoch " + event.epoch() + ": ")
                        + row.expected.run().description());
            case COMPLETED ->
                Optional.of(name + "is done, " + Durations.text(event.elapsed()) + ", " + LossText.of(event.losses()));
            case FAILED, CANCELLED -> Optional.of(name + "failed: " + event.message());
            default -> Optional.empty();
        };
    }

    private static String taken(@Nullable TrainingProgressed before, String up) {
        return before == null ? up : "was taken over and " + up;
    }

    /** Whether every run has ended. */
    boolean settled() {
        return rows.values().stream().allMatch(Row::ended);
    }

    /** Why a run that has ended was not completed; empty where it was. */
    Optional<Shortfall> shortfall(String runId) {
        Row row = rows.get(runId);
        TrainingProgressed latest = row == null ? null : row.latest;
        if (latest == null || latest.status() == TrainingStatus.COMPLETED) {
            return Optional.empty();
        }
        String message = latest.message();
        return Optional.of(
                new Shortfall(RunOutcome.ofUncompleted(latest), message == null ? "no reason was given" : message));
    }

    /** Where all of them stand, on one line. */
    Standing standing(long nowNanos) {
        List<String> atWork = new ArrayList<>();
        double imagesPerSecond = 0;
        long epochsDone = 0;
        long epochsDoneNow = 0;
        long epochsInAll = 0;
        int done = doneBefore;
        for (Row row : rows.values()) {
            int epochs = row.expected.run().plan().epochs();
            epochsInAll += epochs;
            int epochsOfRow = row.ended() ? epochs : row.epoch();
            epochsDone += epochsOfRow;
            epochsDoneNow += epochsOfRow - Math.max(0, row.epochsBefore);
            done += row.ended() ? 1 : 0;
            TrainingProgressed latest = row.latest;
            if (latest != null && !row.ended()) {
                atWork.add(row.expected.number() + ": epoch " + Math.min(epochs, row.epoch() + 1) + "/" + epochs);
                imagesPerSecond += latest.imagesPerSecond();
            }
        }
        String text = done + " of " + runs + " done"
                + (atWork.isEmpty() ? "" : "; run " + String.join(", ", atWork))
                + (imagesPerSecond > 0 ? String.format(Locale.ROOT, ", %.0f images/s", imagesPerSecond) : "");
        Duration remaining = null;
        if (epochsDoneNow > 0) {
            double seconds = (nowNanos - begunNanos) / NANOS_PER_SECOND;
            remaining = Duration.ofMillis(Math.round(1000 * seconds / epochsDoneNow * (epochsInAll - epochsDone)));
        }
        return new Standing(epochsInAll == 0 ? 1 : (double) epochsDone / epochsInAll, text, remaining);
    }

    private static final class Row {
        private final Expected expected;
        private @Nullable TrainingProgressed latest;
        private int epochsBefore = -1;

        Row(Expected expected) {
            this.expected = expected;
        }

        boolean ended() {
            TrainingProgressed known = latest;
            return known != null
                    && (known.status() == TrainingStatus.COMPLETED
                            || known.status() == TrainingStatus.FAILED
                            || known.status() == TrainingStatus.CANCELLED);
        }

        int epoch() {
            TrainingProgressed known = latest;
            return known == null ? 0 : known.epoch();
        }
    }
}
