package io.augmenta.quickstart.study;

import static java.util.stream.Collectors.toMap;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.Event;
import io.augmenta.contracts.GenerationCompleted;
import io.augmenta.contracts.GenerationFailed;
import io.augmenta.contracts.GenerationRequested;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.SyntheticBatch;
import io.augmenta.contracts.Topics;
import io.augmenta.quickstart.progress.ProgressDisplay;
import io.augmenta.quickstart.progress.Standing;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Has synthetic images made. */
public final class GenerationStage {

    private final Conversation services;
    private final ProgressDisplay progress;

    GenerationStage(Conversation services, ProgressDisplay progress) {
        this.services = services;
        this.progress = progress;
    }

    /** As many images of each class as the real training split has, without the classes of which it has none. */
    public static Map<String, Integer> likeTraining(DatasetVersion dataset) {
        return dataset.imagesByClass(Split.TRAIN).entrySet().stream()
                .collect(toMap(Map.Entry::getKey, images -> Math.toIntExact(images.getValue())));
    }

    GenerationCompleted generate(
            CheckpointPublished checkpoint, Map<String, Integer> counts, long seed, String requestId)
            throws StudyFailedException, InterruptedException {
        progress.begin("generate");
        services.say(
                Topics.GENERATION_REQUESTS,
                new GenerationRequested(requestId, checkpoint.checkpointId(), counts, seed));
        int wanted = counts.values().stream().mapToInt(Integer::intValue).sum();
        Map<Integer, Integer> imagesByBatch = new HashMap<>();
        GenerationCompleted completed =
                services.await("generation", event -> read(event, requestId, imagesByBatch, wanted));
        progress.finish(wanted + " synthetic images in " + counts.size() + " classes");
        return completed;
    }

    /** Counts by batch: one may be delivered twice, and its images may lie elsewhere. */
    private Optional<GenerationCompleted> read(
            Event event, String requestId, Map<Integer, Integer> imagesByBatch, int wanted)
            throws StudyFailedException {
        if (event instanceof GenerationFailed failed && failed.requestId().equals(requestId)) {
            throw new StudyFailedException("generation failed: " + failed.reason());
        }
        if (event instanceof SyntheticBatch batch && batch.requestId().equals(requestId)) {
            imagesByBatch.put(batch.sequence(), batch.content().imageCount());
            int images =
                    imagesByBatch.values().stream().mapToInt(Integer::intValue).sum();
            progress.show(Standing.of(images, wanted, "images", ""));
        }
        return event instanceof GenerationCompleted completed
                        && completed.requestId().equals(requestId)
                ? Optional.of(completed)
                : Optional.empty();
    }
}
