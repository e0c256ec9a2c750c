package io.augmenta.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.artifacts.Artifact;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerationAnswersTest {
    private static final String LIMITS =
            "a request may ask for 1 to 20000 images in all, and for none of a class but" + " not for fewer";

    private AnswersRig rig;

    @BeforeEach
    void openStore(@TempDir Path folder) throws Exception {
        rig = new AnswersRig(folder);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void answerIsBoundedBatchesThenACompletionThatSaysWhereTheyAre() throws Exception {
        rig.answers().answer(AnswersRig.request("r1", Map.of("none", 90, "glioma", 60)));

        List<SyntheticBatch> batches = rig.log.batches();
        assertTrue(batches.size() > 1);
        for (int i = 0; i < batches.size(); i++) {
            assertEquals(i, batches.get(i).sequence());
            assertEquals("r1", batches.get(i).requestId());
            assertEquals("run-e0002", batches.get(i).checkpointId());
            int bytes = EventCodec.encode(batches.get(i)).length;
            assertTrue(bytes <= AnswersRig.MAX_BATCH_BYTES, bytes + " bytes");
            // far from full batches would cost throughput
            assertTrue(i == batches.size() - 1 || bytes > 0.8 * AnswersRig.MAX_BATCH_BYTES, bytes + " bytes");
        }
        List<LabelledImage> images = rig.images();
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
                rig.log.last());
        assertEquals(150, rig.observer.images);
        assertEquals(List.of(GenerationObserver.Outcome.COMPLETED), rig.observer.outcomes);
    }

    @Test
    void answeringAgainGivesTheSameEvents() throws Exception {
        rig.answers().answer(AnswersRig.request("r1", Map.of("none", 30, "glioma", 60)));
        List<LabelledImage> first = rig.images();
        rig.log.events.clear();

        rig.answers().answer(AnswersRig.request("r1", Map.of("glioma", 60, "none", 30)));

        assertEquals(first, rig.images());
    }

    @Test
    void unknownCheckpointIsToldTheKnownOnesNewestFirst() throws Exception {
        CheckpointPublished older = TestCheckpoints.of(
                "run",
                1,
                AnswersRig.CLASSES,
                AnswersRig.SHAPE,
                rig.store.put(TestGenerator.convTranspose(4, 8, 2, 16)));
        GenerationRequested request = new GenerationRequested("r1", "run-e0009", Map.of("none", 1), 7);

        rig.answers(TestCheckpoints.known(older, rig.checkpoint)).answer(request);

        assertEquals(
                List.of(new GenerationFailed(
                        "r1", "unknown checkpoint \"run-e0009\"; known, newest first: run-e0002, run-e0001")),
                rig.log.events);
        assertEquals(List.of(GenerationObserver.Outcome.REFUSED), rig.observer.outcomes);
    }

    @Test
    void latestIsNoCheckpointOfALogThatIsReadAgain() throws Exception {
        rig.answers().answer(new GenerationRequested("r1", "latest", Map.of("none", 1), 7));

        assertInstanceOf(GenerationFailed.class, rig.log.last());
    }

    @Test
    void unknownClassAndBadCountsAreToldWhatIsPossible() throws Exception {
        rig.answers().answer(AnswersRig.request("r1", Map.of("meningioma", 1)));
        rig.answers().answer(AnswersRig.request("r2", Map.of("none", -3)));
        rig.answers().answer(AnswersRig.request("r3", Map.of("none", AnswersRig.MAX_IMAGES + 1)));

        assertEquals(
                List.of(
                        new GenerationFailed(
                                "r1", "unknown class \"meningioma\"; checkpoint run-e0002 knows: none, glioma"),
                        new GenerationFailed("r2", "cannot make -3 images of class \"none\"; " + LIMITS),
                        new GenerationFailed("r3", "cannot make 20001 images; " + LIMITS)),
                rig.log.events);
    }

    @Test
    void errorIsToldAndThenGoesItsWay() {
        AnswerLog broken = event -> {
            if (event instanceof SyntheticBatch) {
                throw new StackOverflowError("too deep");
            }
            return rig.log.publish(event);
        };

        assertThrows(StackOverflowError.class, () -> rig.answers(TestCheckpoints.known(rig.checkpoint), broken)
                .answer(AnswersRig.request("r1", Map.of("none", 1))));

        assertEquals(
                List.of(new GenerationFailed(
                        "r1", "the generator failed unexpectedly: java.lang.StackOverflowError: too deep")),
                rig.log.events);
        assertEquals(List.of(GenerationObserver.Outcome.FAILED), rig.observer.outcomes);
    }

    @Test
    void errorIsNotLostWhereItCannotBeTold() {
        AnswerLog broken = event -> {
            throw new NoClassDefFoundError(event.getClass().getSimpleName());
        };

        NoClassDefFoundError error = assertThrows(
                NoClassDefFoundError.class, () -> rig.answers(TestCheckpoints.known(rig.checkpoint), broken)
                        .answer(AnswersRig.request("r1", Map.of("none", 1))));

        assertEquals("SyntheticBatch", error.getMessage());
        assertEquals("GenerationFailed", error.getSuppressed()[0].getMessage());
    }

    @Test
    void generatorThatIsMissingIsReportedAsFailure() throws Exception {
        CheckpointPublished lost =
                TestCheckpoints.of("lost", 1, AnswersRig.CLASSES, AnswersRig.SHAPE, Artifact.of("ab".repeat(32), 10));

        rig.answers(TestCheckpoints.known(lost))
                .answer(new GenerationRequested("r1", "lost-e0001", Map.of("none", 1), 7));

        GenerationFailed failed = assertInstanceOf(GenerationFailed.class, rig.log.last());
        assertTrue(failed.reason().contains("lost-e0001"), failed.reason());
        assertEquals(List.of(GenerationObserver.Outcome.FAILED), rig.observer.outcomes);
    }

    @Test
    void batchesAreMadeNoFasterThanTheyAreStored() throws Exception {
        LazyLog lazy = new LazyLog();

        rig.answers(TestCheckpoints.known(rig.checkpoint), lazy)
                .answer(AnswersRig.request("r1", Map.of("none", 10_000)));

        assertEquals(10_000, lazy.images);
        assertEquals(AnswersRig.BATCHES_IN_FLIGHT, lazy.mostUnstored);
    }

    @Test
    void requestThatCannotBeStoredIsNotAnswered() {
        rig.log.failing = true;

        assertThrows(AnswerNotStoredException.class, () -> rig.answers()
                .answer(AnswersRig.request("r1", Map.of("none", 1))));
    }

    @Test
    void stoppedServiceLeavesTheRequestToOthers() {
        GenerationAnswers answers = rig.answers();
        answers.stop();

        assertThrows(
                GenerationStoppedException.class, () -> answers.answer(AnswersRig.request("r1", Map.of("none", 1))));
        assertEquals(List.of(), rig.log.events);
        assertEquals(List.of(GenerationObserver.Outcome.STOPPED), rig.observer.outcomes);
    }

    @Test
    void failureWhileStoppingDoesNotCountAgainstTheRequest() {
        GenerationAnswers[] stopping = new GenerationAnswers[1];
        AnswerLog closedWhenStopped = event -> {
            stopping[0].stop();
            throw new IllegalStateException("the log is closed");
        };
        stopping[0] = rig.answers(TestCheckpoints.known(rig.checkpoint), closedWhenStopped);

        assertThrows(
                GenerationStoppedException.class,
                () -> stopping[0].answer(AnswersRig.request("r1", Map.of("none", 1))));
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
}
