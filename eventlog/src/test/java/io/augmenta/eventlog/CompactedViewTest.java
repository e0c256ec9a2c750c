package io.augmenta.eventlog;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.Topic;
import io.augmenta.contracts.Topics;
import io.augmenta.contracts.TrainingCancelled;
import io.augmenta.kafka.embedded.testing.TemporaryKafka;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CompactedViewTest {
    private static final Duration SOON = Duration.ofSeconds(20);

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
    void theViewHoldsTheLatestEventOfEveryKeyAndFollowsNewOnes() throws Exception {
        log.publisher()
                .publish(Topics.DATASETS, RunningLog.version("view", "v1", 1))
                .get();
        log.publisher()
                .publish(Topics.DATASETS, RunningLog.version("view", "v1", 2))
                .get();
        log.sendRaw(Topics.DATASETS, "broken", new byte[] {1, 2, 3});
        List<String> heard = new CopyOnWriteArrayList<>();
        try (CompactedView<DatasetVersion> view = new CompactedView<>(log.properties(), Topics.DATASETS)) {
            view.onUpdate(version -> heard.add(version.key()));
            view.start();
            assertTrue(view.awaitCaughtUp(SOON));
            assertEquals(2, view.find("view/v1").orElseThrow().images());
            assertTrue(view.find("broken").isEmpty());

            log.publisher()
                    .publish(Topics.DATASETS, RunningLog.version("view", "v2", 3))
                    .get();
            assertEquals(3, view.await("view/v2", SOON).orElseThrow().images());
            await().until(() -> heard.contains("view/v2"));
            assertTrue(view.await("view/never", Duration.ofMillis(50)).isEmpty());
        }
    }

    @Test
    void theViewTellsWhenEventsWerePublishedThoseOfOldIncluded() throws Exception {
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        log.publisher()
                .publish(Topics.DATASETS, RunningLog.version("times", "v1", 1))
                .get();
        Instant after = Instant.now();
        Map<String, Instant> times = new ConcurrentHashMap<>();
        try (CompactedView<DatasetVersion> view = new CompactedView<>(log.properties(), Topics.DATASETS)) {
            view.onTimedUpdate((version, at) -> times.put(version.key(), at));
            TimeUnit.MILLISECONDS.sleep(50);
            view.start();
            assertTrue(view.awaitCaughtUp(SOON));
        }
        Instant told = assertInstanceOf(Instant.class, times.get("times/v1"));
        assertTrue(!told.isBefore(before) && !told.isAfter(after), before + " <= " + told + " <= " + after);
    }

    @Test
    void whatAListenerThrowsKeepsNobodyFromTheNextEvent() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        List<String> beside = new CopyOnWriteArrayList<>();
        try (CompactedView<DatasetVersion> view = new CompactedView<>(log.properties(), Topics.DATASETS)) {
            view.onUpdate(version -> {
                heard.add(version.key());
                throw version.version().equals("v1")
                        ? new ClassCastException("not what a listener should do")
                        : new IllegalStateException("nor this");
            });
            view.onUpdate(version -> beside.add(version.key()));
            view.start();
            for (String version : List.of("v1", "v2", "v3")) {
                log.publisher()
                        .publish(Topics.DATASETS, RunningLog.version("thrown-at", version, 1))
                        .get();
            }

            List<String> all = List.of("thrown-at/v1", "thrown-at/v2", "thrown-at/v3");
            await().atMost(SOON).until(() -> heard.containsAll(all) && beside.containsAll(all));
            assertTrue(view.find("thrown-at/v1").isPresent());
        }
    }

    @Test
    void aTopicThatIsNotThereIsWaitedForAndNotMade() throws Exception {
        Topic<DatasetVersion> late =
                new Topic<>("augmenta.late.v1", DatasetVersion.class, Topic.Retention.LATEST_PER_KEY, 1, 1 << 20);
        // as brokers do where nobody has told them otherwise
        try (TemporaryKafka kafka = TemporaryKafka.start(Map.of("auto.create.topics.enable", "true"))) {
            Map<String, Object> properties = Map.of("bootstrap.servers", kafka.bootstrapServers());
            try (CompactedView<DatasetVersion> view = new CompactedView<>(properties, late);
                    Admin admin = Admin.create(properties)) {
                view.start();
                assertFalse(view.awaitCaughtUp(Duration.ofSeconds(1)));
                assertEquals(List.of(), List.copyOf(admin.listTopics().names().get()));

                new TopicProvisioner(properties).ensure(List.of(late));
                assertTrue(view.awaitCaughtUp(SOON));
            }
        }
    }

    /** A service has up to twenty views, and ends them one after the other. */
    @Test
    void viewsAreClosedWithoutWaitingForRecordsOrTheBroker() throws Exception {
        Map<String, Object> nobody = Map.of("bootstrap.servers", "127.0.0.1:1");
        List<CompactedView<DatasetVersion>> views = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            views.add(new CompactedView<>(i < 9 ? log.properties() : nobody, Topics.DATASETS));
        }
        views.forEach(CompactedView::start);
        for (CompactedView<DatasetVersion> view : views.subList(0, 9)) {
            assertTrue(view.awaitCaughtUp(SOON));
        }

        long before = System.nanoTime();
        views.forEach(CompactedView::close);

        long millis = Duration.ofNanos(System.nanoTime() - before).toMillis();
        assertTrue(millis < 1500, () -> "10 views took " + millis + " ms to close");
    }

    @Test
    void viewsThatBelongTogetherAreReadTogether() throws Exception {
        log.publisher()
                .publish(Topics.DATASETS, RunningLog.version("together", "v1", 1))
                .get();
        log.publisher()
                .publish(
                        Topics.TRAINING_CANCELLATIONS, new TrainingCancelled("together", "for the test", Instant.EPOCH))
                .get();
        CompactedView<DatasetVersion> versions = new CompactedView<>(log.properties(), Topics.DATASETS);
        CompactedView<TrainingCancelled> cancellations =
                new CompactedView<>(log.properties(), Topics.TRAINING_CANCELLATIONS);
        try (CompactedViews views = CompactedViews.of(versions, cancellations)) {
            assertFalse(views.caughtUp());
            views.start();

            assertTrue(views.awaitCaughtUp(SOON));

            assertTrue(views.caughtUp());
            assertTrue(versions.find("together/v1").isPresent());
            assertTrue(cancellations.find("together").isPresent());
        }
        // closed views are waited for by nobody
        assertTrue(versions.await("together/v2", SOON).isEmpty());
    }
}
