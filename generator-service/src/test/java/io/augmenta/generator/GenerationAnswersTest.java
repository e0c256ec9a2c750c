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
import io.augmenta.eventlog.ClaimChecks;
import io.augmenta.eventlog.PublishedAt;
import io.augmenta.generator.batching.WaitClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final BatchLimits ALL_STORED = new BatchLimits(MAX_BATCH_BYTES, BATCHES_IN_FLIGHT, 0, 50_000);
    private static final String LIMITS =
            "a request may ask for 1 to 20000 images in all, and for none of a class but" + " not for fewer";

    private static final String TOO_LATE =
            "the images were not made by the deadline of the request, %s; ask again with a"
                    + " later one, or for fewer images";

    @TempDir
    private Path folder;

    private ArtifactStore store;
    private LoadedGenerators generators;
    private CheckpointPublished checkpoint;
    private final RecordingLog log = new RecordingLog();
    private final RecordingObserver observer = new RecordingObserver();
    private final AdvancedClock runClock = new AdvancedClock();
    private BatchLimits limits = new BatchLimits(MAX_BATCH_BYTES, BATCHES_IN_FLIGHT, Long.MAX_VALUE, MAX_BATCH_BYTES);

    @BeforeEach
    void openStore() throws Exception {
        store = new DirectoryArtifactStore(folder);
        generators = TestLoading.generators(store, 2, 64, 1, runClock);
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
        List<LabelledImage> images = images();
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
        List<LabelledImage> first = images();
        log.events.clear();

        answers().answer(request("r1", Map.of("glioma", 60, "none", 30)));

        assertEquals(first, images());
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
        assertTrue(failed.reason().contains("augmenta.generator.batches.stored-max-bytes"), failed.reason());
    }

    @Test
    void largeAnswerIsStoredAndItsEventsReferToTheSameImages() throws Exception {
        answers().answer(request("r1", Map.of("none", 300, "glioma", 60)));
        List<LabelledImage> inline = images();
        int inlineBatches = log.batches().size();
        log.events.clear();
        limits = ALL_STORED;

        answers().answer(request("r1", Map.of("none", 300, "glioma", 60)));

        assertEquals(inline, images());
        assertTrue(log.batches().size() > 1 && log.batches().size() < inlineBatches);
        for (SyntheticBatch batch : log.batches()) {
            SyntheticBatch.Stored stored = assertInstanceOf(SyntheticBatch.Stored.class, batch.content());
            assertTrue(stored.artifact().sizeBytes() <= 50_000);
        }
        assertEquals(
                new GenerationCompleted(
                        "r1",
                        "run-e0002",
                        Map.of("none", 300, "glioma", 60),
                        List.of(new OffsetRange("log", 0, 0, log.batches().size()))),
                log.last());
    }

    @Test
    void answerOfExactlyTheLimitIsInline() throws Exception {
        limits = new BatchLimits(MAX_BATCH_BYTES, BATCHES_IN_FLIGHT, 90 * 256, MAX_BATCH_BYTES);

        answers().answer(request("r1", Map.of("none", 90)));
        answers().answer(request("r2", Map.of("none", 91)));

        for (SyntheticBatch batch : log.batches()) {
            assertEquals(batch.requestId().equals("r1"), batch.content() instanceof SyntheticBatch.Inline);
        }
    }

    @Test
    void imageThatIsTooLargeForTheLogIsStored() throws Exception {
        GeneratorShape large = new GeneratorShape(8, 2, 1, 128, 256);
        CheckpointPublished checkpointOfLarge =
                TestCheckpoints.of("large", 1, CLASSES, large, store.put(TestGenerator.plain(5, large)));
        limits = new BatchLimits(MAX_BATCH_BYTES, BATCHES_IN_FLIGHT, Long.MAX_VALUE, 50_000);

        answers(TestCheckpoints.known(checkpointOfLarge))
                .answer(new GenerationRequested("r1", "large-e0001", Map.of("none", 2), 7));

        assertInstanceOf(GenerationCompleted.class, log.last());
        assertEquals(2, images().size());
    }

    @Test
    void answerThatIsBrokenOffAndMadeAgainLeavesNoFileThatItDoesNotUse() throws Exception {
        limits = ALL_STORED;
        log.failing = true;
        assertThrows(AnswerNotStoredException.class, () -> answers().answer(request("r1", Map.of("none", 20_000))));
        Set<String> left = files();
        assertTrue(left.size() > 1, left::toString);
        log.failing = false;
        log.events.clear();

        answers().answer(request("r1", Map.of("none", 20_000)));

        assertEquals(20_000, images().size());
        Set<String> used = log.batches().stream()
                .map(batch -> assertInstanceOf(SyntheticBatch.Stored.class, batch.content())
                        .artifact()
                        .sha256())
                .collect(Collectors.toSet());
        used.add(checkpoint.generator().sha256());
        assertTrue(used.containsAll(left), left::toString);
        assertEquals(used, files());
    }

    @Test
    void storeThatTakesNoImagesIsReportedAsFailure() throws Exception {
        limits = ALL_STORED;
        DirectoryArtifactStore full = new DirectoryArtifactStore(folder.resolve("full"));
        Files.delete(folder.resolve("full").resolve("incoming"));

        answers(TestCheckpoints.known(checkpoint), log, full).answer(request("r1", Map.of("none", 1)));

        GenerationFailed failed = assertInstanceOf(GenerationFailed.class, log.last());
        assertTrue(
                failed.reason().startsWith("the images of batch 0 could not be put into the artifact store: "),
                failed.reason());
        assertEquals(List.of(GenerationObserver.Outcome.FAILED), observer.outcomes);
    }

    @Test
    void requestWhoseDeadlineHasPassedIsNotMade() throws Exception {
        answers().answer(until(NOW, "r1", 1));

        assertEquals(List.of(new GenerationFailed("r1", TOO_LATE.formatted(NOW))), log.events);
        assertEquals(List.of(GenerationObserver.Outcome.EXPIRED), observer.outcomes);
        assertEquals(0, generators.open());
    }

    @Test
    void requestWhoseDeadlineIsToComeIsMade() throws Exception {
        answers().answer(until(NOW.plus(Duration.ofDays(3650)), "r1", 1));

        assertInstanceOf(GenerationCompleted.class, log.last());
    }

    @Test
    void deadlineThatPassesMeanwhileEndsTheAnswerAsAFailure() throws Exception {
        Instant deadline = NOW.plusSeconds(60);
        AnswerLog slow = event -> {
            if (event instanceof SyntheticBatch batch && batch.sequence() == 1) {
                runClock.advance(Duration.ofSeconds(60));
            }
            return log.publish(event);
        };

        answers(TestCheckpoints.known(checkpoint), slow).answer(until(deadline, "r1", 1000));

        assertEquals(new GenerationFailed("r1", TOO_LATE.formatted(deadline)), log.last());
        assertEquals(2, log.batches().size());
    }

    @Test
    void deadlineThatPassesWhileTheLastImagesAreStoredIsNotMet() throws Exception {
        Instant deadline = NOW.plusSeconds(60);
        AnswerLog slow = event -> {
            runClock.advance(Duration.ofSeconds(60));
            return log.publish(event);
        };

        answers(TestCheckpoints.known(checkpoint), slow).answer(until(deadline, "r1", 1));

        assertEquals(new GenerationFailed("r1", TOO_LATE.formatted(deadline)), log.last());
    }

    @Test
    void errorIsToldAndThenGoesItsWay() {
        AnswerLog broken = event -> {
            if (event instanceof SyntheticBatch) {
                throw new StackOverflowError("too deep");
            }
            return log.publish(event);
        };

        assertThrows(StackOverflowError.class, () -> answers(TestCheckpoints.known(checkpoint), broken)
                .answer(request("r1", Map.of("none", 1))));

        assertEquals(
                List.of(new GenerationFailed(
                        "r1", "the generator failed unexpectedly: java.lang.StackOverflowError: too deep")),
                log.events);
        assertEquals(List.of(GenerationObserver.Outcome.FAILED), observer.outcomes);
    }

    @Test
    void errorIsNotLostWhereItCannotBeTold() {
        AnswerLog broken = event -> {
            throw new NoClassDefFoundError(event.getClass().getSimpleName());
        };

        NoClassDefFoundError error =
                assertThrows(NoClassDefFoundError.class, () -> answers(TestCheckpoints.known(checkpoint), broken)
                        .answer(request("r1", Map.of("none", 1))));

        assertEquals("SyntheticBatch", error.getMessage());
        assertEquals("GenerationFailed", error.getSuppressed()[0].getMessage());
    }

    private static GenerationRequested until(Instant deadline, String requestId, int images) {
        return new GenerationRequested(requestId, "run-e0002", Map.of("none", images), 7, deadline);
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
        return answers(known, answerLog, store);
    }

    private GenerationAnswers answers(Checkpoints known, AnswerLog answerLog, ArtifactStore images) {
        SyntheticImages syntheticImages = new SyntheticImages("augmenta-generator 1");
        return new GenerationAnswers(
                known,
                generators,
                new AnswerBatches(syntheticImages, answerLog, new ClaimChecks(images), observer, limits),
                answerLog,
                observer,
                Clock.fixed(NOW, ZoneOffset.UTC),
                runClock,
                MAX_IMAGES);
    }

    private List<LabelledImage> images() {
        return log.batches().stream()
                .flatMap(batch -> new ClaimChecks(store).images(batch).stream())
                .toList();
    }

    private Set<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .collect(Collectors.toSet());
        }
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
                images += batch.content().imageCount();
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

    /** The machine's, put forward by a test. */
    private static final class AdvancedClock implements WaitClock {
        private long aheadNanos;

        private void advance(Duration by) {
            aheadNanos += by.toNanos();
        }

        @Override
        public long nanoTime() {
            return System.nanoTime() + aheadNanos;
        }

        @Override
        public void await(Condition condition, long nanos) throws InterruptedException {
            WaitClock.system().await(condition, nanos);
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
