package io.augmenta.trainer;

import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.TrainingCancelled;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.eventlog.UnpublishedEventException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes runs that people ask for, to begin, to stop and to go on: fills in the defaults, checks, and publishes.
 * Thread-safe.
 *
 * <p>A cancellation counts for what was asked for until its time, so times must not depend on clocks alone: each is later
 * than, or at least that of, everything known about the run that it answers.
 */
public final class RunDesk {
    /** The recipe where none is asked for. */
    public static final String DEFAULT_RECIPE = "wgan-gp";
    /** The epochs where none are asked for. */
    public static final int DEFAULT_EPOCHS = 30;
    /** The seed where none is asked for. */
    public static final long DEFAULT_SEED = 7;
    /** How often checkpoints are published where nothing is asked for. */
    public static final int DEFAULT_CHECKPOINT_EVERY_EPOCHS = 5;

    private static final Pattern RUN_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final DatasetCatalogue datasets;
    private final RunPlanner planner;
    private final RunBook book;
    private final TrainingJournal journal;
    private final Clock clock;

    /** Uses what it is given and closes none of it. */
    public RunDesk(DatasetCatalogue datasets, RunPlanner planner, RunBook book, TrainingJournal journal, Clock clock) {
        this.datasets = datasets;
        this.planner = planner;
        this.book = book;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Publishes the request for a run. Asking again for the same run under the same id is asking once.
     *
     * @return the request, with everything filled in
     * @throws ImpossibleRunException when the run is not possible, or its id stands for another one
     * @throws RunConflictException when the run was cancelled
     * @throws UnpublishedEventException when the log does not take the request
     * @throws InterruptedException if the calling thread is interrupted
     */
    public TrainingRequested submit(RunDraft draft) throws InterruptedException {
        TrainingRequested request = filledIn(draft);
        planner.plan(request, Duration.ZERO);
        return publish(
                book.find(request.runId()).map(before -> again(request, before)).orElse(request));
    }

    /** The same request once more, if the run's id stands for it and nobody has asked for it to stop. */
    private TrainingRequested again(TrainingRequested request, RunRecord run) {
        TrainingRequested before = run.request();
        if (before == null) {
            return request;
        }
        if (!before.requestedAt(null).equals(request.requestedAt(null))) {
            throw new ImpossibleRunException("run " + request.runId() + " was asked for already with other settings ("
                    + before + "); choose another runId, or leave it out");
        }
        if (run.state() == RunState.CANCELLED || run.state() == RunState.CANCELLING) {
            throw new RunConflictException("run " + request.runId() + " is " + run.state() + "; POST /v1/training-runs/"
                    + request.runId() + "/resume goes on with it");
        }
        return run.state().ended() ? request.requestedAt(nowAfter(run.cancellation())) : before;
    }

    /**
     * Asks a run to stop, which it does after the step in progress, with a checkpoint. Asking twice is asking once.
     *
     * @param reason why, for a person to read
     * @return how the run stands
     * @throws UnknownRunException when nobody has asked for the run
     * @throws RunConflictException when the run has ended
     * @throws UnpublishedEventException when the log does not take the cancellation
     */
    public RunRecord cancel(String runId, @Nullable String reason) {
        RunRecord run = known(runId);
        if (run.state().ended()) {
            throw new RunConflictException(
                    "run " + runId + " is " + run.state() + "; only what has not ended can be" + " cancelled");
        }
        if (!run.cancelled()) {
            TrainingRequested request = run.request();
            Instant asked = request == null ? null : request.requestedAt();
            Instant time = asked == null || asked.isBefore(now()) ? now() : asked;
            TrainingCancelled cancellation = new TrainingCancelled(runId, reason, time);
            journal.cancelled(cancellation);
            book.heard(cancellation);
        }
        return known(runId);
    }

    /**
     * Has a cancelled run go on from its furthest checkpoint, by asking for it again. Asking twice is asking once.
     *
     * @return how the run stands
     * @throws UnknownRunException when nobody has asked for the run
     * @throws RunConflictException when the run is completed or has failed
     * @throws UnpublishedEventException when the log does not take the request
     */
    public RunRecord resume(String runId) {
        RunRecord run = known(runId);
        TrainingRequested request = run.request();
        if (run.state() == RunState.COMPLETED || run.state() == RunState.FAILED || request == null) {
            throw new RunConflictException("run " + runId + " is " + run.state() + "; only a cancelled run can go on"
                    + " (POST /v1/training-runs with the same runId and settings tries one that failed again)");
        }
        if (run.state() == RunState.CANCELLED || run.state() == RunState.CANCELLING) {
            publish(request.requestedAt(nowAfter(run.cancellation())));
        }
        return known(runId);
    }

    private RunRecord known(String runId) {
        return book.find(runId).orElseThrow(() -> new UnknownRunException(runId));
    }

    /** What was asked for here is known here at once, however far the log has been read. */
    private TrainingRequested publish(TrainingRequested request) {
        journal.requested(request);
        book.heard(request);
        return request;
    }

    private Instant nowAfter(@Nullable TrainingCancelled cancellation) {
        Instant now = now();
        return cancellation == null || now.isAfter(cancellation.requestedAt())
                ? now
                : cancellation.requestedAt().plusMillis(1);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private TrainingRequested filledIn(RunDraft draft) {
        String dataset = draft.dataset();
        if (dataset == null || dataset.isBlank()) {
            throw new ImpossibleRunException("dataset is missing; give the name of a sealed data set");
        }
        Integer epochs = draft.epochs();
        Long seed = draft.seed();
        Integer checkpointEveryEpochs = draft.checkpointEveryEpochs();
        return new TrainingRequested(
                runId(draft.runId()),
                dataset,
                version(dataset, draft.version()),
                Objects.requireNonNullElse(draft.recipe(), DEFAULT_RECIPE),
                Objects.requireNonNullElse(draft.parameters(), Map.of()),
                epochs == null ? DEFAULT_EPOCHS : epochs,
                seed == null ? DEFAULT_SEED : seed,
                checkpointEveryEpochs == null ? DEFAULT_CHECKPOINT_EVERY_EPOCHS : checkpointEveryEpochs,
                now(),
                Objects.requireNonNullElse(draft.warmStart(), ""));
    }

    private static String runId(@Nullable String asked) {
        if (asked == null) {
            return UUID.randomUUID().toString();
        }
        if (!RUN_ID.matcher(asked).matches()) {
            throw new ImpossibleRunException("runId is \"" + asked
                    + "\"; allowed: 1 to 64 letters, digits, '.', '_' and '-', the first a letter" + " or a digit");
        }
        return asked;
    }

    private String version(String dataset, @Nullable String asked) {
        if (asked != null) {
            return asked;
        }
        return datasets.all().stream()
                .filter(known -> known.name().equals(dataset))
                .max(Comparator.comparing(DatasetVersion::sealedAt))
                .map(DatasetVersion::version)
                .orElse("latest");
    }
}
