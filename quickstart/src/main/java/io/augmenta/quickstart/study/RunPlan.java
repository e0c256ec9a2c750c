package io.augmenta.quickstart.study;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.TrainingRequested;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One training run of a recipe.
 *
 * @param recipe family of the generative model
 * @param parameters its hyper-parameters by name; what is not given has the family's default
 * @param epochs passes over the training split
 * @param seed what the training is drawn from
 * @param checkpointEveryEpochs how often a checkpoint is published
 * @param name the run's id; null to name it after what it is made from
 * @param warmStart the checkpoint whose weights it begins with; empty for none
 */
public record RunPlan(
        String recipe,
        Map<String, String> parameters,
        int epochs,
        long seed,
        int checkpointEveryEpochs,
        @Nullable String name,
        String warmStart) {

    /** About this many checkpoints a run: a crash costs a fifth of the work, and the log stays small. */
    private static final int CHECKPOINTS_PER_RUN = 5;

    /** Copies the map. */
    public RunPlan {
        parameters = Map.copyOf(parameters);
    }

    /** Begins with nothing. */
    public RunPlan(
            String recipe,
            Map<String, String> parameters,
            int epochs,
            long seed,
            int checkpointEveryEpochs,
            @Nullable String name) {
        this(recipe, parameters, epochs, seed, checkpointEveryEpochs, name, "");
    }

    /** The same run, begun with the weights of a checkpoint. */
    public RunPlan startingFrom(String checkpointId) {
        return new RunPlan(recipe, parameters, epochs, seed, checkpointEveryEpochs, name, checkpointId);
    }

    /** How often a checkpoint is published where nobody says. */
    public static int checkpointEveryEpochs(int epochs) {
        return Math.max(1, epochs / CHECKPOINTS_PER_RUN);
    }

    /** The same run on the same data gets the same name, so that work done before is found again. */
    public String runId(DatasetVersion dataset) {
        if (name != null) {
            return name;
        }
        String identity = String.join(
                "|",
                dataset.key(),
                recipe,
                new TreeMap<>(parameters).toString(),
                Integer.toString(epochs),
                Long.toString(seed) + (warmStart.isEmpty() ? "" : "|" + warmStart));
        return dataset.name() + "-" + shortDigest(identity);
    }

    /** The request for this run on that data. */
    public TrainingRequested request(DatasetVersion dataset) {
        return new TrainingRequested(
                runId(dataset),
                dataset.name(),
                dataset.version(),
                recipe,
                parameters,
                epochs,
                seed,
                checkpointEveryEpochs,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                warmStart);
    }

    /** Eight hexadecimal digits that tell one text from another. */
    public static String shortDigest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
