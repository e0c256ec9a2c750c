package io.augmenta.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.artifacts.Artifact;
import io.augmenta.artifacts.ArtifactStore;
import io.augmenta.artifacts.DirectoryArtifactStore;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.GenerationCompleted;
import io.augmenta.contracts.GenerationEvent;
import io.augmenta.contracts.GenerationFailed;
import io.augmenta.contracts.GenerationRequested;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.OffsetRange;
import io.augmenta.contracts.SyntheticBatch;
import io.augmenta.contracts.wire.EventCodec;
import io.augmenta.eventlog.PublishedAt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerationAnswersTest {
    private static final GeneratorShape SHAPE = new GeneratorShape(8, 2, 1, 16, 16);
    private static final List<String> CLASSES = List.of("none", "glioma");
    private static final int MAX_IMAGES = 20_000;
    private static final int MAX_BATCH_BYTES = 20_000;
    private static final int BATCHES_IN_FLIGHT = 3;
    private static final String LIMITS =
            "a request may ask for 1 to 20000 images in all, and for none of a class but" + " not for fewer";

    @TempDir
    private Path folder;

    private ArtifactStore store;
    private LoadedGenerators generators;
    private CheckpointPublished checkpoint;
    private final RecordingLog log = new RecordingLog();
    private final RecordingObserver observer = new RecordingObserver();

    @BeforeEach
    void openStore() throws Exception {
        store = new DirectoryArtifactStore(folder);
        generators = TestLoading.generators(store, 2, 64, 1);
        checkpoint = TestCheckpoints.of("run", 2, CLASSES, SHAPE, store.put(TestGenerator.convTranspose(5, 8, 2, 16)));
    }

    @AfterEach
    void close() {
        generators.close();
    }

    @Test
    void answerIsBoundedBatchesThenACompletionThatSaysWhereTheyAre() throws Exception {
        answers().answer(request("r1", Map.of("none", 90, "glioma", 60)));

        List<SyntheticBatch> batches = log.batches();
        assertTrue(batches.size() > 1);
        for (int i = 0; i < batches.size(); i++) {
            assertEquals(i, batches.get(i).sequence());
            assertEquals("r1", batches.get(i).requestId());
            assertEquals("run-e0002", batches.get(i).checkpointId());
            int bytes = EventCodec.encode(batches.get(i)).length;
            assertTrue(bytes <= MAX_BATCH_BYTES, bytes + " bytes");
            // far from full batches would cost throughput
            assertTrue(i == batches.size() - 1 || bytes > 0.8 * MAX_BATCH_BYTES, bytes + " bytes");
        }
        List<LabelledImage> images = log.images();
        assertEquals(150, images.stream().map(LabelledImage::id).distinct().count());
        assertEquals(
                90,
                images.stream().filter(image -> image.label().equals("none")).count());
        assertEquals(
                new GenerationCompleted(
                        "r1",
                        "run-e0002",
                        Map.of("none", 90, "glioma", 60),
                        List.of(new OffsetRange("log", 0, 0, batches.size()))),
                log.last());
        assertEquals(150, observer.images);
        assertEquals(List.of(GenerationObserver.Outcome.COMPLETED), observer.outcomes);
    }

    @Test
    void answeringAgainGivesTheSameEvents() throws Exception {
        answers().answer(request("r1", Map.of("none", 30, "glioma", 60)));
        List<LabelledImage> first = log.images();
        log.events.clear();

        answers().answer(request("r1", Map.of("glioma", 60, "none", 30)));

        assertEquals(first, log.images());
    }

    @Test
    void unknownCheckpointIsToldTheKnownOnesNewestFirst() throws Exception {
        CheckpointPublished older =
                TestCheckpoints.of("run", 1, CLASSES, SHAPE, store.put(TestGenerator.convTranspose(4, 8, 2, 16)));
        GenerationRequested request = new GenerationRequested("r1", "run-e0009", Map.of("none", 1), 7);

        answers(TestCheckpoints.known(older, checkpoint)).answer(request);

        assertEquals(
                List.of(new GenerationFailed(
                        "r1", "unknown checkpoint \"run-e0009\"; known, newest first: run-e0002, run-e0001")),
                log.events);
        assertEquals(List.of(GenerationObserver.Outcome.REFUSED), observer.outcomes);
    }

    @Test
    void latestIsNoCheckpointOfALogThatIsReadAgain() throws Exception {
        answers().answer(new GenerationRequested("r1", "latest", Map.of("none", 1), 7));

        assertInstanceOf(GenerationFailed.class, log.last());
    }

    @Test
    void unknownClassAndBadCountsAreToldWhatIsPossible() throws Exception {
        answers().answer(request("r1", Map.of("meningioma", 1)));
        answers().answer(request("r2", Map.of("none", -3)));
        answers().answer(request("r3", Map.of("none", MAX_IMAGES + 1)));

        assertEquals(
                List.of(
                        new GenerationFailed(
                                "r1", "unknown class \"meningioma\"; checkpoint run-e0002 knows: none, glioma"),
                        new GenerationFailed("r2", "cannot make -3 images of class \"none\"; " + LIMITS),
                        new GenerationFailed("r3", "cannot make 20001 images; " + LIMITS)),
                log.events);
    }

    @Test
    void imageThatNoBatchHoldsIsRefused() throws Exception {
        GeneratorShape large = new GeneratorShape(8, 2, 1, 128, 256);
        CheckpointPublished checkpointOfLarge =
                TestCheckpoints.of("large", 1, CLASSES, large, store.put(TestGenerator.plain(5, large)));

        answers(TestCheckpoints.known(checkpointOfLarge))
                .answer(new GenerationRequested("r1", "large-e0001", Map.of("none", 1), 7));

        GenerationFailed failed = assertInstanceOf(GenerationFailed.class, log.last());
        assertTrue(failed.reason().contains("augmenta.generator.batches.max-bytes"), failed.reason());
    }

    @Test
    void generatorThatIsMissingIsReportedAsFailure() throws Exception {
        CheckpointPublished lost = TestCheckpoints.of("lost", 1, CLASSES, SHAPE, Artifact.of("ab".repeat(32), 10));

        answers(TestCheckpoints.known(lost)).answer(new GenerationRequested("r1", "lost-e0001", Map.of("none", 1), 7));

        GenerationFailed failed = assertInstanceOf(GenerationFailed.class, log.last());
        assertTrue(failed.reason().contains("lost-e0001"), failed.reason());
        assertEquals(List.of(GenerationObserver.Outcome.FAILED), observer.outcomes);
    }

    @Test
    void batchesAreMadeNoFasterThanTheyAreStored() throws Exception {
        LazyLog lazy = new LazyLog();

        answers(TestCheckpoints.known(checkpoint), lazy).answer(request("r1", Map.of("none", 10_000)));

        assertEquals(10_000, lazy.images);
        assertEquals(BATCHES_IN_FLIGHT, lazy.mostUnstored);
    }

    @Test
    void requestThatCannotBeStoredIsNotAnswered() {
        log.failing = true;

        assertThrows(AnswerNotStoredException.class, () -> answers().answer(request("r1", Map.of("none", 1))));
    }

    @Test
    void stoppedServiceLeavesTheRequestToOthers() {
        GenerationAnswers answers = answers();
        answers.stop();

        assertThrows(GenerationStoppedException.class, () -> answers.answer(request("r1", Map.of("none", 1))));
        assertEquals(List.of(), log.events);
        assertEquals(List.of(GenerationObserver.Outcome.STOPPED), observer.outcomes);
    }

    @Test
    void failureWhileStoppingDoesNotCountAgainstTheRequest() {
        GenerationAnswers[] stopping = new GenerationAnswers[1];
        AnswerLog closedWhenStopped = event -> {
            stopping[0].stop();
            throw new IllegalStateException("the log is closed");
        };
        stopping[0] = answers(TestCheckpoints.known(checkpoint), closedWhenStopped);

        assertThrows(GenerationStoppedException.class, () -> stopping[0].answer(request("r1", Map.of("none", 1))));
    }

    private GenerationAnswers answers() {
        return answers(TestCheckpoints.known(checkpoint));
    }

    private GenerationAnswers answers(Checkpoints known) {
        return answers(known, log);
    }

    private GenerationAnswers answers(Checkpoints known, AnswerLog answerLog) {
        return new GenerationAnswers(
                known,
                generators,
                new SyntheticImages("augmenta-generator 1"),
                answerLog,
                observer,
                new GenerationAnswers.Settings(MAX_IMAGES, MAX_BATCH_BYTES, BATCHES_IN_FLIGHT));
    }

    private static GenerationRequested request(String requestId, Map<String, Integer> counts) {
        return new GenerationRequested(requestId, "run-e0002", counts, 7);
    }

    /** Keeps what is published. */
    private static final class RecordingLog implements AnswerLog {
        private final List<GenerationEvent> events = new ArrayList<>();
        private boolean failing;

        @Override
        public CompletableFuture<PublishedAt> publish(GenerationEvent event) {
            events.add(event);
            if (failing) {
                return CompletableFuture.failedFuture(new IllegalStateException("the log is full"));
            }
            return CompletableFuture.completedFuture(new PublishedAt("log", 0, events.size() - 1));
        }

        private List<SyntheticBatch> batches() {
            return events.stream()
                    .filter(SyntheticBatch.class::isInstance)
                    .map(SyntheticBatch.class::cast)
                    .toList();
        }

        private List<LabelledImage> images() {
            return batches().stream().flatMap(batch -> batch.images().stream()).toList();
        }

        private GenerationEvent last() {
            return events.get(events.size() - 1);
        }
    }

    /** Stores an event only when the publisher waits for it, so what is unstored is what the publisher lets pile up. */
    private static final class LazyLog implements AnswerLog {
        private int images;
        private int unstored;
        private int mostUnstored;

        @Override
        public CompletableFuture<PublishedAt> publish(GenerationEvent event) {
            if (event instanceof SyntheticBatch batch) {
                images += batch.images().size();
            }
            unstored++;
            mostUnstored = Math.max(mostUnstored, unstored);
            return new CompletableFuture<>() {
                @Override
                public PublishedAt get() {
                    unstored--;
                    return new PublishedAt("log", 0, 0);
                }
            };
        }
    }

    private static final class RecordingObserver implements GenerationObserver {
        private final List<Outcome> outcomes = new ArrayList<>();
        private int images;

        @Override
        public void imagesMade(Channel channel, int count) {
            images += count;
        }

        @Override
        public void answered(Channel channel, Outcome outcome, Duration took) {
            outcomes.add(outcome);
        }
    }
}
