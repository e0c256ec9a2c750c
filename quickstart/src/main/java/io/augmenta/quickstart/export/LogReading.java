package io.augmenta.quickstart.export;

import io.augmenta.contracts.GenerationCompleted;
import io.augmenta.contracts.Releases;
import io.augmenta.contracts.Topics;
import io.augmenta.eventlog.TopicScan;
import io.augmenta.export.LogState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads from the log what an export is planned by. */
public final class LogReading {
    private LogReading() {}

    /**
     * Reads the compacted topics, and where requests are named, the topic of synthetic images as well: their ends are in no other.
     *
     * @param kafkaProperties properties of Kafka's clients
     * @param requests generation requests that are named
     */
    public static LogState read(Map<String, Object> kafkaProperties, List<String> requests) {
        TopicScan scan = new TopicScan(kafkaProperties);
        Releases releases = new Releases();
        scan.latest(Topics.RELEASES).forEach(releases::heard);
        List<GenerationCompleted> answers = new ArrayList<>();
        if (!requests.isEmpty()) {
            scan.read(Topics.SYNTHETIC_BATCHES, event -> {
                if (event instanceof GenerationCompleted answer && requests.contains(answer.requestId())) {
                    answers.add(answer);
                }
            });
        }
        return new LogState(
                scan.latest(Topics.DATASETS),
                scan.latest(Topics.AUGMENTATION_POLICIES),
                scan.latest(Topics.AUGMENTATION_STEPS),
                releases,
                scan.latest(Topics.CHECKPOINTS),
                answers);
    }
}
