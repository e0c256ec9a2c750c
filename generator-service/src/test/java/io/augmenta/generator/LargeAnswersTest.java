package io.augmenta.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.artifacts.DirectoryArtifactStore;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.GenerationCompleted;
import io.augmenta.contracts.GenerationFailed;
import io.augmenta.contracts.GenerationRequested;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.OffsetRange;
import io.augmenta.contracts.SyntheticBatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers whose images are too many, or too large, for the log. */
class LargeAnswersTest {
    private static final BatchLimits ALL_STORED =
            new BatchLimits(AnswersRig.MAX_BATCH_BYTES, AnswersRig.BATCHES_IN_FLIGHT, 0, 50_000);

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
    void largeAnswerIsStoredAndItsEventsReferToTheSameImages() throws Exception {
        rig.answers().answer(AnswersRig.request("r1", Map.of("none", 300, "glioma", 60)));
        List<LabelledImage> inline = rig.images();
        int inlineBatches = rig.log.batches().size();
        rig.log.events.clear();
        rig.limits = ALL_STORED;

        rig.answers().answer(AnswersRig.request("r1", Map.of("none", 300, "glioma", 60)));

        assertEquals(inline, rig.images());
        assertTrue(rig.log.batches().size() > 1 && rig.log.batches().size() < inlineBatches);
        for (SyntheticBatch batch : rig.log.batches()) {
            SyntheticBatch.Stored stored = assertInstanceOf(SyntheticBatch.Stored.class, batch.content());
            assertTrue(stored.artifact().sizeBytes() <= 50_000);
        }
        assertEquals(
                new GenerationCompleted(
                        "r1",
                        "run-e0002",
                        Map.of("none", 300, "glioma", 60),
                        List.of(new OffsetRange("log", 0, 0, rig.log.batches().size()))),
                rig.log.last());
    }

    @Test
    void answerOfExactlyTheLimitIsInline() throws Exception {
        rig.limits = new BatchLimits(
                AnswersRig.MAX_BATCH_BYTES, AnswersRig.BATCHES_IN_FLIGHT, 90 * 256, AnswersRig.MAX_BATCH_BYTES);

        rig.answers().answer(AnswersRig.request("r1", Map.of("none", 90)));
        rig.answers().answer(AnswersRig.request("r2", Map.of("none", 91)));

        for (SyntheticBatch batch : rig.log.batches()) {
            assertEquals(batch.requestId().equals("r1"), batch.content() instanceof SyntheticBatch.Inline);
        }
    }

    @Test
    void imageThatIsTooLargeForTheLogIsStored() throws Exception {
        GeneratorShape large = new GeneratorShape(8, 2, 1, 128, 256);
        CheckpointPublished checkpointOfLarge =
                TestCheckpoints.of("large", 1, AnswersRig.CLASSES, large, rig.store.put(TestGenerator.plain(5, large)));
        rig.limits = new BatchLimits(AnswersRig.MAX_BATCH_BYTES, AnswersRig.BATCHES_IN_FLIGHT, Long.MAX_VALUE, 50_000);

        rig.answers(TestCheckpoints.known(checkpointOfLarge))
                .answer(new GenerationRequested("r1", "large-e0001", Map.of("none", 2), 7));

        assertInstanceOf(GenerationCompleted.class, rig.log.last());
        assertEquals(2, rig.images().size());
    }

    @Test
    void answerThatIsBrokenOffAndMadeAgainLeavesNoFileThatItDoesNotUse() throws Exception {
        rig.limits = ALL_STORED;
        rig.log.failing = true;
        assertThrows(AnswerNotStoredException.class, () -> rig.answers()
                .answer(AnswersRig.request("r1", Map.of("none", 20_000))));
        Set<String> left = rig.files();
        assertTrue(left.size() > 1, left::toString);
        rig.log.failing = false;
        rig.log.events.clear();

        rig.answers().answer(AnswersRig.request("r1", Map.of("none", 20_000)));

        assertEquals(20_000, rig.images().size());
        Set<String> used = rig.log.batches().stream()
                .map(batch -> assertInstanceOf(SyntheticBatch.Stored.class, batch.content())
                        .artifact()
                        .sha256())
                .collect(Collectors.toSet());
        used.add(rig.checkpoint.generator().sha256());
        assertTrue(used.containsAll(left), left::toString);
        assertEquals(used, rig.files());
    }

    @Test
    void storeThatTakesNoImagesIsReportedAsFailure() throws Exception {
        rig.limits = ALL_STORED;
        DirectoryArtifactStore full = new DirectoryArtifactStore(rig.folder.resolve("full"));
        Files.delete(rig.folder.resolve("full").resolve("incoming"));

        rig.answers(TestCheckpoints.known(rig.checkpoint), rig.log, full)
                .answer(AnswersRig.request("r1", Map.of("none", 1)));

        GenerationFailed failed = assertInstanceOf(GenerationFailed.class, rig.log.last());
        assertTrue(
                failed.reason().startsWith("the images of batch 0 could not be put into the artifact store: "),
                failed.reason());
        assertEquals(List.of(GenerationObserver.Outcome.FAILED), rig.observer.outcomes);
    }

    @Test
    void imageThatNoBatchHoldsIsRefused() throws Exception {
        GeneratorShape large = new GeneratorShape(8, 2, 1, 128, 256);
        CheckpointPublished checkpointOfLarge =
                TestCheckpoints.of("large", 1, AnswersRig.CLASSES, large, rig.store.put(TestGenerator.plain(5, large)));

        rig.answers(TestCheckpoints.known(checkpointOfLarge))
                .answer(new GenerationRequested("r1", "large-e0001", Map.of("none", 1), 7));

        GenerationFailed failed = assertInstanceOf(GenerationFailed.class, rig.log.last());
        assertTrue(failed.reason().contains("augmenta.generator.batches.stored-max-bytes"), failed.reason());
    }
}
