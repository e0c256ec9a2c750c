package io.augmenta.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.Topic;
import io.augmenta.contracts.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TopicScanTest {
    private static RunningLog log;

    @BeforeAll
    static void startLog() throws InterruptedException {
        log = RunningLog.start();
    }

    @AfterAll
    static void stopLog() {
        log.close();
    }

    @Test
    void aScanTellsTheLatestEventOfEveryKeyAndEveryEventOfATopic() throws Exception {
        log.publisher()
                .publish(Topics.DATASETS, RunningLog.version("scan", "v1", 1))
                .get();
        log.publisher()
                .publish(Topics.DATASETS, RunningLog.version("scan", "v2", 2))
                .get();
        log.publisher()
                .publish(Topics.DATASETS, RunningLog.version("scan", "v1", 3))
                .get();
        log.sendRaw(Topics.DATASETS, "broken", new byte[] {1, 2, 3});
        TopicScan scan = new TopicScan(log.properties());

        List<String> latest = scan.latest(Topics.DATASETS).stream()
                .filter(version -> version.name().equals("scan"))
                .map(version -> version.version() + " " + version.images())
                .toList();
        List<Long> all = new ArrayList<>();
        scan.read(Topics.DATASETS, version -> {
            if (version.name().equals("scan")) {
                all.add(version.images());
            }
        });

        assertEquals(List.of("v2 2", "v1 3"), latest);
        assertEquals(List.of(1L, 2L, 3L), all);
    }

    @Test
    void aTopicThatIsNotThereHasNoEventsAndIsNotMade() throws Exception {
        Topic<DatasetVersion> absent =
                new Topic<>("augmenta.absent.v1", DatasetVersion.class, Topic.Retention.LATEST_PER_KEY, 1, 1 << 20);

        assertEquals(List.of(), new TopicScan(log.properties()).latest(absent));

        try (Admin admin = Admin.create(log.properties())) {
            assertFalse(admin.listTopics().names().get().contains(absent.name()));
        }
    }

    @Test
    void aBrokerThatGoesAwayEndsTheScan() throws Exception {
        RunningLog leaving = RunningLog.start();
        for (int i = 0; i < 20; i++) {
            leaving.publisher()
                    .publish(Topics.DATASETS, RunningLog.version("leaving", "v" + i, i))
                    .get();
        }
        // a record a fetch
        Map<String, Object> properties = new HashMap<>(leaving.properties());
        properties.put("max.partition.fetch.bytes", 1);
        properties.put("max.poll.records", 1);
        TopicScan scan = new TopicScan(properties, Duration.ofSeconds(1));
        List<String> seen = new ArrayList<>();

        TimeoutException ended = assertThrows(
                TimeoutException.class,
                () -> scan.read(Topics.DATASETS, version -> {
                    if (seen.isEmpty()) {
                        leaving.close();
                    }
                    seen.add(version.version());
                }));

        assertTrue(seen.size() < 20, seen::toString);
        assertTrue(String.valueOf(ended.getMessage()).contains(Topics.DATASETS.name()), ended::getMessage);
    }
}
