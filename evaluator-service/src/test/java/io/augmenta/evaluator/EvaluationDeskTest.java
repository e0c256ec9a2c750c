package io.augmenta.evaluator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.InvalidEventException;
import io.augmenta.contracts.OffsetRange;
import io.augmenta.contracts.Topics;
import io.augmenta.evaluator.EvaluationStatus.State;
import io.augmenta.evaluator.classifier.ImpossibleClassifierException;
import io.augmenta.evaluator.study.ImpossibleStudyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class EvaluationDeskTest {
    private static final SampleStudy SAMPLE = new SampleStudy(1, 16);
    private static final List<OffsetRange> RANGES = List.of(new OffsetRange(Topics.SYNTHETIC_BATCHES.name(), 0, 0, 4));

    private final EvaluationRegistry registry = new EvaluationRegistry();
    private final List<EvaluationRequested> asked = new ArrayList<>();
    private final EvaluationDesk desk =
            new EvaluationDesk(new SampleCatalogue(), NearestMeanTraining.instruments(), registry, asked::add);

    @Test
    void whatIsNotGivenHasADefault() {
        EvaluationRequested request = desk.submit(draft(null, "phantom", null, "run-1-e0003", RANGES, "nearest-mean"));

        assertEquals("0123456789abcdef", request.version());
        assertEquals(7, request.settings().seed());
        assertEquals(5, request.settings().seeds());
        assertEquals(List.of("repeated", "classic"), request.settings().controls());
        assertEquals(List.of(), request.settings().amounts());
        assertEquals("", request.settings().extractor());
        assertEquals(Map.of(), request.settings().parameters());
        assertTrue(request.evaluationId().startsWith("evaluation-"));
        assertEquals(List.of(request), asked);
        assertEquals(
                State.REQUESTED,
                registry.find(request.evaluationId()).orElseThrow().state());
    }

    @Test
    void impossibleRequestsAreRefusedWithWhatIsPossible() {
        assertRefused(
                draft(null, "nowhere", null, "run-1-e0003", RANGES, "nearest-mean"),
                "There is no data set 'nowhere'; there are [phantom]");
        assertRefused(
                draft(null, "phantom", "9", "run-1-e0003", RANGES, "nearest-mean"),
                "Data set 'phantom' has no version '9'; it has [0123456789abcdef]");
        assertRefused(
                draft(null, "phantom", null, "run-9-e0001", RANGES, "nearest-mean"),
                "There is no checkpoint 'run-9-e0001'; there are [run-1-e0003]");
        assertRefused(draft(null, null, null, "run-1-e0003", RANGES, "nearest-mean"), "dataset is missing");
        assertRefused(draft(null, "phantom", null, null, RANGES, "nearest-mean"), "checkpointId is missing");
        assertRefused(
                draft(null, "phantom", null, "run-1-e0003", List.of(), "nearest-mean"), "syntheticRanges is missing");
        assertRefused(
                draft(null, "phantom", null, "run-1-e0003", List.of(SampleStudy.someRange()), "nearest-mean"),
                "generated images are in augmenta.synthetic-batches.v1");
        assertRefused(
                draft("../etc", "phantom", null, "run-1-e0003", RANGES, "nearest-mean"), "evaluationId is '../etc'");
        assertThrows(
                ImpossibleClassifierException.class,
                () -> desk.submit(draft(null, "phantom", null, "run-1-e0003", RANGES, "oracle")));
        assertEquals(List.of(), asked);
    }

    @Test
    void whatNoStudyCanDoIsRefusedBeforeItIsAskedFor() {
        assertThrows(ImpossibleStudyException.class, () -> desk.submit(draft(21, List.of(), List.of())));
        assertThrows(ImpossibleStudyException.class, () -> desk.submit(draft(1, List.of("none"), List.of())));
        assertThrows(ImpossibleStudyException.class, () -> desk.submit(draft(1, List.of(), List.of(-0.5))));
        assertEquals(List.of(), asked);

        EvaluationRequested request = desk.submit(draft(1, List.of(), List.of(0.5)));

        assertEquals(1, request.settings().seeds());
        assertEquals(List.of(), request.settings().controls());
        assertEquals(List.of(0.5), request.settings().amounts());
    }

    @Test
    void aGateThatNoEvaluationCanPassThroughIsRefusedBeforeItIsAskedFor() {
        assertThrows(InvalidEventException.class, () -> desk.submit(gatedBy(Map.of("least-beauty", 0.5))));
        assertThrows(InvalidEventException.class, () -> desk.submit(gatedBy(Map.of("least-accuracy", 90.0))));
        assertThrows(InvalidEventException.class, () -> desk.submit(gatedBy(Map.of("least-gain-over-repeated", 0.0))));
        assertEquals(List.of(), asked);

        EvaluationRequested request = desk.submit(gatedBy(Map.of("least-accuracy", 0.9)));

        assertEquals(
                Map.of("least-accuracy", OptionalDouble.of(0.9)),
                request.settings().gate().limits());
    }

    private static EvaluationDraft gatedBy(Map<String, Double> gate) {
        return new EvaluationDraft(
                null,
                "phantom",
                null,
                "run-1-e0003",
                "generation-1",
                RANGES,
                "nearest-mean",
                null,
                null,
                null,
                List.of("classic"),
                null,
                null,
                gate);
    }

    @Test
    void imagesCanBeComparedByANetworkThatThereIsAndByNoOther() {
        EvaluationRequested request = desk.submit(comparedBy("two-features.onnx"));

        assertEquals("two-features.onnx", request.settings().extractor());
        ImpossibleClassifierException refused =
                assertThrows(ImpossibleClassifierException.class, () -> desk.submit(comparedBy("three-features.onnx")));
        assertTrue(String.valueOf(refused.getMessage()).contains("there is two-features.onnx"));
        assertEquals(List.of(request), asked);
    }

    private static EvaluationDraft comparedBy(String extractor) {
        return new EvaluationDraft(
                null,
                "phantom",
                null,
                "run-1-e0003",
                "generation-1",
                RANGES,
                "nearest-mean",
                null,
                null,
                null,
                null,
                null,
                extractor,
                null);
    }

    private static EvaluationDraft draft(int seeds, List<String> controls, List<Double> amounts) {
        return new EvaluationDraft(
                null,
                "phantom",
                null,
                "run-1-e0003",
                "generation-1",
                RANGES,
                "nearest-mean",
                null,
                null,
                seeds,
                controls,
                amounts,
                null,
                null);
    }

    private void assertRefused(EvaluationDraft draft, String reason) {
        ImpossibleEvaluationException refused =
                assertThrows(ImpossibleEvaluationException.class, () -> desk.submit(draft));
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    }

    private static EvaluationDraft draft(
            String id, String dataset, String version, String checkpoint, List<OffsetRange> ranges, String classifier) {
        return new EvaluationDraft(
                id,
                dataset,
                version,
                checkpoint,
                "generation-1",
                ranges,
                classifier,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static final class SampleCatalogue implements Catalogue {
        @Override
        public Optional<DatasetVersion> dataset(String name, String version, Duration atMost) {
            return Optional.empty();
        }

        @Override
        public Optional<CheckpointPublished> checkpoint(String checkpointId, Duration atMost) {
            return Optional.empty();
        }

        @Override
        public List<DatasetVersion> datasets() {
            return List.of(SAMPLE.version(List.of()));
        }

        @Override
        public List<CheckpointPublished> checkpoints() {
            return List.of(SAMPLE.checkpoint());
        }
    }
}
