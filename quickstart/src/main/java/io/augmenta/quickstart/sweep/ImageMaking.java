package io.augmenta.quickstart.sweep;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.Event;
import io.augmenta.contracts.GenerationCompleted;
import io.augmenta.contracts.GenerationFailed;
import io.augmenta.contracts.GenerationRequested;
import io.augmenta.contracts.SyntheticBatch;
import io.augmenta.contracts.Topics;
import io.augmenta.quickstart.progress.ProgressDisplay;
import io.augmenta.quickstart.progress.Standing;
import io.augmenta.quickstart.study.Conversation;
import io.augmenta.quickstart.study.StudyFailedException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Has many models make images from the same latents. For one thread. */
final class ImageMaking {

    private final Conversation services;
    private final ProgressDisplay progress;
    private final long seed;
    private final String attempt;

    /**
     * Takes what it needs.
     *
     * @param seed what the latents are drawn from
     * @param attempt tells requests of this sweep from those of another on the same models
     */
    ImageMaking(Conversation services, ProgressDisplay progress, long seed, String attempt) {
        this.services = services;
        this.progress = progress;
        this.seed = seed;
        this.attempt = attempt;
    }

    /**
     * What was made.
     *
     * @param completed answers by run
     * @param failed reasons by run
     */
    record Made(Map<String, GenerationCompleted> completed, Map<String, String> failed) {}

    /**
     * Asks all models at once and waits for each of them.
     *
     * @param what named where no answer comes
     * @param purpose part of the requests' ids
     * @param models checkpoints by run
     * @param counts how many images of which class
     * @param images is given what comes
     */
    Made make(
            String what,
            String purpose,
            Map<String, CheckpointPublished> models,
            Map<String, Integer> counts,
            Consumer<SyntheticBatch> images)
            throws StudyFailedException, InterruptedException {
        Map<String, String> open = new LinkedHashMap<>();
        for (Map.Entry<String, CheckpointPublished> model : models.entrySet()) {
            String checkpointId = model.getValue().checkpointId();
            String requestId = checkpointId + "-" + purpose + "-" + attempt;
            open.put(requestId, model.getKey());
            services.say(Topics.GENERATION_REQUESTS, new GenerationRequested(requestId, checkpointId, counts, seed));
        }
        Made made = new Made(new LinkedHashMap<>(), new LinkedHashMap<>());
        if (!open.isEmpty()) {
            services.await(what, event -> {
                hear(event, open, made, images);
                progress.show(Standing.of(models.size() - open.size(), models.size(), "models", ""));
                return open.isEmpty() ? Optional.of(true) : Optional.empty();
            });
        }
        return made;
    }

    private static void hear(Event event, Map<String, String> open, Made made, Consumer<SyntheticBatch> images) {
        if (event instanceof SyntheticBatch batch && open.containsKey(batch.requestId())) {
            images.accept(batch);
        } else if (event instanceof GenerationCompleted completed) {
            String runId = open.remove(completed.requestId());
            if (runId != null) {
                made.completed().put(runId, completed);
            }
        } else if (event instanceof GenerationFailed failed) {
            String runId = open.remove(failed.requestId());
            if (runId != null) {
                made.failed().put(runId, failed.reason());
            }
        }
    }
}
