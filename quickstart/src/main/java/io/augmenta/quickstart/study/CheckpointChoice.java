package io.augmenta.quickstart.study;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.zoo.recipe.InvalidRecipeException;
import io.augmenta.zoo.recipe.Recipe;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which of the checkpoints in a log is meant: one by its id, the furthest of a run, or, with neither, the one that was
 * published last.
 *
 * @param checkpointId a checkpoint; excludes a run
 * @param runId a run
 */
public record CheckpointChoice(Optional<String> checkpointId, Optional<String> runId) {

    private static final Comparator<CheckpointPublished> BY_AGE =
            Comparator.comparing(CheckpointPublished::publishedAt).thenComparing(CheckpointPublished::checkpointId);

    /** Checks that there is one answer. */
    public CheckpointChoice {
        if (checkpointId.isPresent() && runId.isPresent()) {
            throw new IllegalArgumentException("expected a checkpoint or a run, got both");
        }
    }

    /**
     * The checkpoint that is meant.
     *
     * @param all checkpoints of the log
     * @throws UnknownCheckpointException if it is not among them, or makes no images of a class
     */
    public CheckpointPublished from(List<CheckpointPublished> all) throws UnknownCheckpointException {
        if (checkpointId.isPresent()) {
            return byId(checkpointId.get(), all);
        }
        if (runId.isPresent()) {
            return furthestOf(runId.get(), all);
        }
        return all.stream()
                .filter(CheckpointChoice::makesClasses)
                .max(BY_AGE)
                .orElseThrow(() -> new UnknownCheckpointException("There is no checkpoint to evaluate." + list(all)));
    }

    private static CheckpointPublished byId(String id, List<CheckpointPublished> all)
            throws UnknownCheckpointException {
        CheckpointPublished found = all.stream()
                .filter(checkpoint -> checkpoint.checkpointId().equals(id))
                .findFirst()
                .orElseThrow(() -> new UnknownCheckpointException("There is no checkpoint " + id + "." + list(all)));
        if (!makesClasses(found)) {
            throw new UnknownCheckpointException("Checkpoint " + id + " is of " + found.recipe()
                    + ", which knows no classes: its images cannot teach a classifier. It is there for 'augmenta train"
                    + " --recipe transfer --set pretrained=" + id + "'." + list(all));
        }
        return found;
    }

    private static CheckpointPublished furthestOf(String run, List<CheckpointPublished> all)
            throws UnknownCheckpointException {
        Predicate<CheckpointPublished> ofRun = checkpoint -> checkpoint.runId().equals(run);
        CheckpointPublished furthest = all.stream()
                .filter(ofRun)
                .max(Comparator.comparingLong(CheckpointPublished::step))
                .orElseThrow(() ->
                        new UnknownCheckpointException("There is no run " + run + " with a checkpoint." + list(all)));
        return byId(furthest.checkpointId(), all);
    }

    /** Recipes of other programs are left to the services. */
    private static boolean makesClasses(CheckpointPublished checkpoint) {
        try {
            return Recipe.parse(checkpoint.recipe(), checkpoint.parameters()).conditional();
        } catch (InvalidRecipeException unknown) {
            return true;
        }
    }

    private static String list(List<CheckpointPublished> all) {
        List<CheckpointPublished> possible = all.stream()
                .filter(CheckpointChoice::makesClasses)
                .sorted(BY_AGE)
                .toList();
        if (possible.isEmpty()) {
            return all.isEmpty()
                    ? " No checkpoint was ever published there."
                    : " The only ones there are of recipes without classes.";
        }
        StringBuilder lines = new StringBuilder(" There are, the last one last:");
        for (CheckpointPublished checkpoint : possible) {
            lines.append(System.lineSeparator())
                    .append(String.format(
                            Locale.ROOT,
                            "  %s  %s, epoch %d, on %s, %tF %<tR UTC",
                            checkpoint.checkpointId(),
                            checkpoint.recipe(),
                            checkpoint.epoch(),
                            checkpoint.dataset(),
                            checkpoint.publishedAt().atOffset(ZoneOffset.UTC)));
        }
        return lines.toString();
    }
}
