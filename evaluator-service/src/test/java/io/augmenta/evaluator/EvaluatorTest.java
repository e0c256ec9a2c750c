package io.augmenta.evaluator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.artifacts.Artifact;
import io.augmenta.artifacts.ArtifactStore;
import io.augmenta.artifacts.DirectoryArtifactStore;
import io.augmenta.contracts.EvaluationCompleted;
import io.augmenta.contracts.EvaluationEvent;
import io.augmenta.contracts.EvaluationFailed;
import io.augmenta.contracts.EvaluationProgressed;
import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.MetricMeasured;
import io.augmenta.contracts.SyntheticBatch;
import io.augmenta.eventlog.ClaimChecks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluatorTest {
    private static final EvaluationRequested REQUEST =
            EvaluatorRig.SAMPLE.request("evaluation-1", "nearest-mean", List.of(SampleStudy.someRange()));

    private EvaluatorRig rig;

    @BeforeEach
    void openStore(@TempDir Path folder) {
        rig = new EvaluatorRig(new DirectoryArtifactStore(folder));
    }

    @Test
    void moreSeedsThanAllowedAreAFailureBeforeAnythingIsRead() {
        rig.evaluator().evaluate(REQUEST.with(REQUEST.settings().repeated(21, List.of(), List.of())));

        assertEquals(1, rig.log.events.size());
        assertEquals(
                "seeds is 21; allowed: a whole number from 1 to 20",
                rig.log.of(EvaluationFailed.class).get(0).reason());
    }

    @Test
    void reportIsInTheStoreBeforeTheCompletionIsTold() {
        rig.log.beforeCompletion = completed -> completed.report().values().forEach(file -> {
            Artifact artifact = new Artifact(file.uri(), file.sha256(), file.sizeBytes());
            try {
                assertEquals(file.sizeBytes(), rig.artifacts.read(artifact, 1 << 24).length);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });

        rig.evaluator().evaluate(REQUEST);

        assertEquals(1, rig.log.of(EvaluationCompleted.class).size());
    }

    @Test
    void completedEvaluationIsNotRepeatedWhenItsRequestIsDeliveredAgain() {
        rig.evaluator().evaluate(REQUEST);
        int events = rig.log.events.size();

        rig.evaluator().evaluate(REQUEST);

        assertEquals(events, rig.log.events.size());
    }

    @Test
    void evaluationCompletedElsewhereIsNotRepeated() {
        rig.registry.apply(new EvaluationCompleted("evaluation-1", Map.of()));

        rig.evaluator().evaluate(REQUEST);

        assertEquals(List.of(), rig.log.events);
    }

    @Test
    void unknownCheckpointIsAFailureThatNamesTheKnownOnes() {
        EvaluationRequested unknown = new EvaluationRequested(
                "evaluation-2",
                REQUEST.dataset(),
                REQUEST.version(),
                "run-9-e0001",
                REQUEST.generationRequestId(),
                REQUEST.syntheticRanges(),
                REQUEST.settings());

        rig.evaluator().evaluate(unknown);

        assertEquals(
                "There is no checkpoint run-9-e0001; there are [run-1-e0003]",
                rig.log.of(EvaluationFailed.class).get(0).reason());
        assertEquals(List.of("failed"), rig.ends);
    }

    @Test
    void unknownClassifierIsAFailureBeforeAnythingIsRead() {
        rig.evaluator()
                .evaluate(EvaluatorRig.SAMPLE.request("evaluation-1", "oracle", List.of(SampleStudy.someRange())));

        assertEquals(1, rig.log.events.size());
        assertEquals(
                "There is no classifier oracle; there is nearest-mean",
                rig.log.of(EvaluationFailed.class).get(0).reason());
    }

    @Test
    void unknownNetworkToCompareByIsAFailureBeforeAnythingIsRead() {
        rig.evaluator().evaluate(REQUEST.with(REQUEST.settings().comparedBy("three-features.onnx")));

        assertEquals(1, rig.log.events.size());
        assertEquals(
                "There is no model 'three-features.onnx'; there is two-features.onnx",
                rig.log.of(EvaluationFailed.class).get(0).reason());
    }

    @Test
    void imagesOfALargeAnswerGiveTheSameFigures() throws Exception {
        rig.evaluator().evaluate(REQUEST);
        List<MetricMeasured> inline = List.copyOf(rig.log.of(MetricMeasured.class));
        rig.log.events.clear();
        rig.generated = stored(rig.generated);

        rig.evaluator(new EvaluationRegistry()).evaluate(REQUEST);

        assertEquals(inline, rig.log.of(MetricMeasured.class));
    }

    @Test
    void imagesThatTheStoreHasLostAreAFailureThatNamesThem(@TempDir Path otherFolder) throws Exception {
        ArtifactStore reports = rig.artifacts;
        rig.artifacts = new DirectoryArtifactStore(otherFolder);
        rig.generated = stored(rig.generated);
        rig.artifacts = reports;

        rig.evaluator().evaluate(REQUEST);

        String reason = rig.log.of(EvaluationFailed.class).get(0).reason();
        assertTrue(
                reason.startsWith("the images of batch 0 of request generation-1 cannot be had: No artifact artifact:"),
                reason);
    }

    private List<SyntheticBatch> stored(List<SyntheticBatch> batches) throws IOException {
        List<SyntheticBatch> stored = new ArrayList<>();
        for (SyntheticBatch batch : batches) {
            stored.add(new ClaimChecks(rig.artifacts).checkIn(batch));
        }
        return stored;
    }

    @Test
    void storeThatCannotBeWrittenIsAFailureWithoutAnyFigure() {
        rig.artifacts = new EvaluatorRig.FullStore();

        rig.evaluator().evaluate(REQUEST);

        assertEquals(List.of(), rig.log.of(MetricMeasured.class));
        assertEquals("disk full", rig.log.of(EvaluationFailed.class).get(0).reason());
        assertFalse(rig.registry.isCompleted("evaluation-1"));
    }

    @Test
    void failedEvaluationMayBeAskedForAgain() {
        ArtifactStore working = rig.artifacts;
        rig.artifacts = new EvaluatorRig.FullStore();
        rig.evaluator().evaluate(REQUEST);
        rig.artifacts = working;

        rig.evaluator().evaluate(REQUEST);

        assertEquals(1, rig.log.of(EvaluationCompleted.class).size());
    }

    @Test
    void stoppedEvaluationTellsNeitherFiguresNorAnEnd() {
        rig.log.onProgress = progress -> {
            if (progress.stage().equals("train-generated")) {
                closeSlotAtOnce();
            }
        };

        assertThrows(EvaluationStoppedException.class, () -> rig.evaluator().evaluate(REQUEST));

        assertEquals(
                rig.log.events,
                rig.log.of(EvaluationProgressed.class).stream()
                        .map(EvaluationEvent.class::cast)
                        .toList());
        assertEquals(List.of(), rig.ends);
    }

    @Test
    void anEvaluationStoppedWhileImagesAreComparedEndsAsStopped() {
        rig.log.onProgress = progress -> {
            if (progress.message().equals("nearest training images by pixels")) {
                closeSlotAtOnce();
            }
        };

        assertThrows(EvaluationStoppedException.class, () -> rig.evaluator().evaluate(REQUEST));

        List<EvaluationProgressed> told = rig.log.of(EvaluationProgressed.class);
        assertEquals(
                "nearest training images by pixels", told.get(told.size() - 1).message());
        assertEquals(rig.log.events.size(), told.size());
    }

    @Test
    void closedSlotLetsNoEvaluationBegin() throws InterruptedException {
        assertTrue(rig.slot.close(Duration.ZERO));

        assertThrows(EvaluationStoppedException.class, () -> rig.evaluator().evaluate(REQUEST));

        assertEquals(List.of(), rig.log.events);
    }

    private void closeSlotAtOnce() {
        try {
            assertFalse(rig.slot.close(Duration.ZERO));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
