package io.augmenta.quickstart.study;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.zoo.recipe.InvalidRecipeException;
import io.augmenta.zoo.recipe.Recipe;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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
        Map<String, List<CheckpointPublished>> byRun = new LinkedHashMap<>();
        for (CheckpointPublished checkpoint : possible) {
            byRun.computeIfAbsent(checkpoint.runId(), run -> new ArrayList<>()).add(checkpoint);
        }
        StringBuilder lines = new StringBuilder(" There are, the furthest of each run:");
        byRun.values().forEach(ofRun -> lines.append(System.lineSeparator()).append(line(ofRun)));
        return lines.toString();
    }

    private static String line(List<CheckpointPublished> ofRun) {
        CheckpointPublished furthest = Collections.max(ofRun, Comparator.comparingLong(CheckpointPublished::step));
        String earlier = ofRun.stream()
                .filter(checkpoint -> !checkpoint.equals(furthest))
                .map(checkpoint -> Integer.toString(checkpoint.epoch()))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "  %s  %s, epoch %d, on %s, %tF %<tR UTC%s",
                furthest.checkpointId(),
                furthest.recipe(),
                furthest.epoch(),
                furthest.dataset(),
                furthest.publishedAt().atOffset(ZoneOffset.UTC),
                earlier.isEmpty() ? "" : "; also epoch " + earlier);
    }
}
