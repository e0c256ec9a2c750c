package io.augmenta.ingest.messaging;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.augmenta.contracts.FolderIngested;
import io.augmenta.contracts.FolderWatch;
import io.augmenta.contracts.SplitRule;
import io.augmenta.contracts.Topics;
import io.augmenta.contracts.WatchEvent;
import io.augmenta.eventlog.TopicProvisioner;
import io.augmenta.kafka.embedded.testing.TemporaryKafka;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class KafkaWatchLogTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void ofSeveralProcessesOneActsAndAnotherTakesOverWithAllThatWasKept() throws InterruptedException {
        Instant at = Instant.parse("2026-01-02T03:04:05.678Z");
        FolderWatch watch = new FolderWatch(
                "brains",
                "/data/brains",
                64,
                SplitRule.GROUPED,
                7,
                Duration.ofSeconds(30),
                Duration.ofMinutes(1),
                Duration.ofHours(1),
                true,
                at);
        FolderIngested ingested = new FolderIngested("brains", "ab".repeat(32), 3, "ingest-1", "v1", at);
        List<WatchEvent> heard = new CopyOnWriteArrayList<>();
        try (TemporaryKafka kafka = TemporaryKafka.start()) {
            Map<String, Object> properties = Map.of("bootstrap.servers", kafka.bootstrapServers());
            new TopicProvisioner(properties).ensure(List.of(Topics.WATCHES));
            KafkaWatchLog first = new KafkaWatchLog(properties);
            try (KafkaWatchLog second = new KafkaWatchLog(properties)) {
                first.connect(event -> {}, true);
                await().atMost(SOON).until(first::acts);
                first.keep(watch.at(at.minusSeconds(1)));
                first.keep(watch);
                first.keep(ingested);
                second.connect(heard::add, true);
                await().atMost(SOON).until(second::caughtUp);
                await().atMost(SOON).until(() -> first.acts() != second.acts());
                KafkaWatchLog acting = first.acts() ? first : second;
                KafkaWatchLog other = acting == first ? second : first;
                acting.close();

                await().atMost(SOON).until(other::acts);

                assertFalse(acting.acts());
                // the view keeps telling all that it hears; the latest of each key counts
                assertEquals(Set.of(watch, ingested), Set.copyOf(heard.subList(1, heard.size())));
            } finally {
                first.close();
            }
        }
    }
}
