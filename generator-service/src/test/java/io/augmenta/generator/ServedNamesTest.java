package io.augmenta.generator;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.artifacts.Artifact;
import io.augmenta.artifacts.DirectoryArtifactStore;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.ReleaseDecided;
import io.augmenta.contracts.ReleaseDecision;
import io.augmenta.contracts.Releases;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedNamesTest {
    private static final GeneratorShape SHAPE = new GeneratorShape(16, 2, 1, 16, 16);
    private static final List<String> CLASSES = List.of("none", "glioma");
    private static final String NAME = "released:brains";

    @TempDir
    private Path folder;

    private DirectoryArtifactStore store;
    private LoadedGenerators generators;
    private final Releases releases = new Releases();
    private final Deque<Runnable> toPrepare = new ArrayDeque<>();
    private int decisions;

    @BeforeEach
    void openStore() {
        store = new DirectoryArtifactStore(folder);
        generators = TestLoading.generators(store, 2, 8, 1);
    }

    @AfterEach
    void close() {
        generators.close();
    }

    @Test
    void formerCheckpointIsServedUntilTheNewOneIsLoaded() throws Exception {
        ServedNames names = names(checkpoint("a"), checkpoint("b"));
        decide("a", ReleaseDecision.RELEASED);
        assertEquals("a-e0001", names.named(NAME).checkpointId());

        decide("b", ReleaseDecision.RELEASED);
        names.refresh();

        assertEquals("a-e0001", names.named(NAME).checkpointId());
        assertEquals(1, toPrepare.size());
        toPrepare.remove().run();
        assertEquals("b-e0001", names.named(NAME).checkpointId());
        assertEquals("b-e0001", names.named("released").checkpointId());
        assertEquals("a-e0001", names.named("a-e0001").checkpointId());
    }

    @Test
    void formerCheckpointIsServedWhereTheNewOneCannotBe() throws Exception {
        CheckpointPublished lost = TestCheckpoints.of("lost", 1, CLASSES, SHAPE, Artifact.of("ab".repeat(32), 10));
        ServedNames names = names(checkpoint("a"), lost, checkpoint("c"));
        decide("a", ReleaseDecision.RELEASED);
        names.named(NAME);

        decide("lost", ReleaseDecision.RELEASED);
        names.refresh();
        toPrepare.remove().run();

        assertEquals("a-e0001", names.named(NAME).checkpointId());
        assertEquals(0, toPrepare.size(), "it is not tried again with every request");
        decide("c", ReleaseDecision.RELEASED);
        names.refresh();
        toPrepare.remove().run();
        assertEquals("c-e0001", names.named(NAME).checkpointId());
    }

    /** Whoever withdraws a release has a reason: not one more image. */
    @Test
    void withdrawnCheckpointIsServedNoLonger() throws Exception {
        ServedNames names = names(checkpoint("a"), checkpoint("b"));
        decide("a", ReleaseDecision.RELEASED);
        decide("b", ReleaseDecision.RELEASED);
        assertEquals("b-e0001", names.named(NAME).checkpointId());

        decide("b", ReleaseDecision.REFUSED);

        assertEquals("a-e0001", names.named(NAME).checkpointId());
        decide("a", ReleaseDecision.REFUSED);
        assertThrows(NothingReleasedException.class, () -> names.named(NAME));
        names.refresh();
        decide("b", ReleaseDecision.RELEASED);
        assertEquals("b-e0001", names.named(NAME).checkpointId());
    }

    @Test
    void swapsUnderLoadFailNoRequestAndLeaveNothingOpen() throws Exception {
        List<CheckpointPublished> checkpoints = new ArrayList<>();
        for (String run : List.of("a", "b", "c", "d", "e")) {
            checkpoints.add(checkpoint(run));
        }
        Map<String, List<LabelledImage>> expected = new HashMap<>();
        for (CheckpointPublished checkpoint : checkpoints) {
            expected.put(checkpoint.checkpointId(), make(checkpoint));
        }
        ExecutorService preparation = Executors.newSingleThreadExecutor();
        ExecutorService clients = Executors.newFixedThreadPool(4);
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger requests = new AtomicInteger();
        try {
            ServedNames names = new ServedNames(
                    TestCheckpoints.known(releases, checkpoints.toArray(CheckpointPublished[]::new)),
                    generators,
                    preparation);
            decide("a", ReleaseDecision.RELEASED);
            List<Future<?>> running = new ArrayList<>();
            for (int client = 0; client < 4; client++) {
                running.add(clients.submit(() -> {
                    while (!done.get()) {
                        CheckpointPublished served = names.named(NAME);
                        assertEquals(expected.get(served.checkpointId()), make(served));
                        requests.incrementAndGet();
                    }
                    return null;
                }));
            }
            for (int swap = 1; swap <= 30; swap++) {
                String next = List.of("a", "b", "c", "d", "e").get(swap % 5);
                decide(next, ReleaseDecision.RELEASED);
                names.refresh();
                int before = requests.get();
                await().until(() ->
                        names.named(NAME).checkpointId().equals(next + "-e0001") && requests.get() > before);
            }
            done.set(true);
            for (Future<?> client : running) {
                client.get();
            }
        } finally {
            done.set(true);
            clients.shutdown();
            preparation.shutdown();
        }
        assertTrue(requests.get() >= 30, requests + " requests");
        assertEquals(2, generators.open());
        generators.close();
        assertEquals(0, generators.open());
    }

    private ServedNames names(CheckpointPublished... checkpoints) {
        return new ServedNames(TestCheckpoints.known(releases, checkpoints), generators, toPrepare::add);
    }

    private List<LabelledImage> make(CheckpointPublished checkpoint) throws Exception {
        GenerationOrder order = GenerationOrder.of(checkpoint, Map.of("none", 3, "glioma", 2), 7, 10);
        try (LoadedGenerators.Lease lease = generators.lease(checkpoint)) {
            return TestLoading.images(new SyntheticImages("test 1"), lease, order);
        }
    }

    private CheckpointPublished checkpoint(String runId) throws Exception {
        return TestCheckpoints.of(
                runId, 1, CLASSES, SHAPE, store.put(TestGenerator.convTranspose(runId.hashCode(), 16, 2, 16)));
    }

    private void decide(String runId, ReleaseDecision decision) {
        decisions++;
        releases.heard(new ReleaseDecided(
                "decision-" + decisions,
                "brains",
                "v1",
                runId + "-e0001",
                "evaluation-" + decisions,
                decision,
                List.of(),
                "a person",
                "a reason",
                Instant.ofEpochSecond(decisions)));
    }
}
