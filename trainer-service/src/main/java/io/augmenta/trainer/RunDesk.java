package io.augmenta.trainer;

import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.TrainingRequested;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes runs that people ask for: fills in the defaults, checks, and publishes the request. Thread-safe. */
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

    /** Uses what it is given and closes none of it. */
    public RunDesk(DatasetCatalogue datasets, RunPlanner planner, RunBook book, TrainingJournal journal) {
        this.datasets = datasets;
        this.planner = planner;
        this.book = book;
        this.journal = journal;
    }

    /**
     * Publishes the request for a run. Asking again for the same run under the same id is asking once.
     *
     * @return the request, with everything filled in
     * @throws ImpossibleRunException when the run is not possible, or its id stands for another one
     * @throws UnpublishedEventException when the log does not take the request
     * @throws InterruptedException if the calling thread is interrupted
     */
    public TrainingRequested submit(RunDraft draft) throws InterruptedException {
        TrainingRequested request = filledIn(draft);
        planner.plan(request, Duration.ZERO);
        requireSameAsBefore(request);
        journal.requested(request);
        return request;
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
                checkpointEveryEpochs == null ? DEFAULT_CHECKPOINT_EVERY_EPOCHS : checkpointEveryEpochs);
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

    private void requireSameAsBefore(TrainingRequested request) {
        TrainingRequested before =
                book.find(request.runId()).map(RunRecord::request).orElse(null);
        if (before != null && !before.equals(request)) {
            throw new ImpossibleRunException("run " + request.runId() + " was asked for already with other settings ("
                    + before + "); choose another runId, or leave it out");
        }
    }
}
