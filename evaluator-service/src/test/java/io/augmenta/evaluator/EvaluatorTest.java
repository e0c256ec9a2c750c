package io.augmenta.evaluator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.artifacts.Artifact;
import io.augmenta.artifacts.ArtifactStore;
import io.augmenta.artifacts.DirectoryArtifactStore;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.EvaluationCompleted;
import io.augmenta.contracts.EvaluationEvent;
import io.augmenta.contracts.EvaluationFailed;
import io.augmenta.contracts.EvaluationProgressed;
import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.GateFinding;
import io.augmenta.contracts.MetricMeasured;
import io.augmenta.contracts.OffsetRange;
import io.augmenta.contracts.ReleaseDecided;
import io.augmenta.contracts.ReleaseDecision;
import io.augmenta.evaluator.study.StudyImagesCollector;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluatorTest {
    private static final SampleStudy SAMPLE = new SampleStudy(10, 16);
    private static final EvaluationRequested REQUEST =
            SAMPLE.request("evaluation-1", "nearest-mean", List.of(SampleStudy.someRange()));

    private final RememberedLog log = new RememberedLog();
    private final EvaluationRegistry registry = new EvaluationRegistry();
    private final EvaluationSlot slot = new EvaluationSlot();
    private final List<String> ends = new ArrayList<>();
    private ArtifactStore artifacts;

    @BeforeEach
    void openStore(@TempDir Path folder) {
        artifacts = new DirectoryArtifactStore(folder);
    }

    @Test
    void figuresFollowTheProgressAndTheCompletionComesLast() throws IOException {
        evaluator().evaluate(REQUEST);

        List<Class<?>> kinds = new ArrayList<>();
        for (EvaluationEvent event : log.events) {
            if (kinds.isEmpty() || kinds.get(kinds.size() - 1) != event.getClass()) {
                kinds.add(event.getClass());
            }
        }
        assertEquals(List.of(EvaluationProgressed.class, MetricMeasured.class, EvaluationCompleted.class), kinds);
        assertEquals(
                Set.of(
                        "report.html",
                        "report.json",
                        "predictions.csv",
                        "samples.png",
                        "closest-pairs.png",
                        "losses.svg"),
                completion().report().keySet());
        assertEquals(List.of("completed"), ends);
    }

    @Test
    void everyFigureIsToldOnceWithItsClassSplitAndDataType() {
        evaluator().evaluate(REQUEST);

        List<MetricMeasured> metrics = log.of(MetricMeasured.class);
        // six scores of seven figures, calibration and area, and of four for each of four classes; three gaps and a
        // gain; four of intensities for all and each class; of fidelity six and as many floors, of privacy three in
        // each
        // of two spaces and two of membership
        assertEquals(6 * (7 + 2 + 4 * 4) + 3 + 1 + 4 * (1 + 4) + 2 * 6 + 2 * 3 + 2, metrics.size());
        assertEquals(metrics.size(), distinct(metrics));
        assertTrue(metrics.stream()
                .filter(metric -> metric.dataType() != null)
                .allMatch(metric -> metric.seeds() == 1 && metric.lower() == null));
    }

    @Test
    void fidelityAndNearnessByFeaturesAreToldWithTheirExtractor() {
        evaluator().evaluate(REQUEST);

        Set<String> byFeatures = log.of(MetricMeasured.class).stream()
                .filter(metric -> "mean and deviation".equals(metric.extractor()))
                .map(MetricMeasured::name)
                .collect(Collectors.toSet());
        assertTrue(
                byFeatures.containsAll(Set.of("frechet_distance", "frechet_distance_floor", "copy_rate_features")),
                byFeatures.toString());
        assertFalse(byFeatures.contains("copy_rate_pixels"), byFeatures.toString());
    }

    @Test
    void theReleaseIsDecidedByTheFiguresThatAreTold() {
        evaluator().evaluate(REQUEST);

        ReleaseDecided decided = log.decisions.get(0);
        assertEquals(1, log.decisions.size());
        assertEquals(REQUEST.evaluationId(), decided.decisionId());
        assertEquals(REQUEST.checkpointId(), decided.checkpointId());
        assertEquals(
                List.of(
                        "least-gain",
                        "least-coverage-share",
                        "most-copied",
                        "most-copied-by-features",
                        "most-membership-area"),
                decided.findings().stream().map(GateFinding::rule).toList());
        double told = log.of(MetricMeasured.class).stream()
                .filter(metric -> metric.name().equals("membership_inference_area"))
                .findFirst()
                .orElseThrow()
                .value();
        assertEquals(told, decided.findings().get(4).value());
        assertEquals(
                decided.findings().stream().allMatch(GateFinding::met), decided.decision() == ReleaseDecision.RELEASED);
    }

    @Test
    void figuresOfSeveralSeedsHaveTheirIntervalAndPointsOfASweepTheirAmount() {
        evaluator()
                .evaluate(REQUEST.with(REQUEST.settings().repeated(3, List.of("repeated", "classic"), List.of(0.5))));

        List<MetricMeasured> metrics = log.of(MetricMeasured.class);
        assertEquals(12 * (7 + 2 + 4 * 4) + 6 + 2 * 3 + 4 * (1 + 4) + 2 * 6 + 2 * 3 + 2, metrics.size());
        assertEquals(metrics.size(), distinct(metrics));
        for (MetricMeasured metric : metrics) {
            boolean ofClassifiers = metric.dataType() != null;
            assertEquals(ofClassifiers ? 3 : 1, metric.seeds(), metric.toString());
            boolean ofAreas = metric.name().startsWith("nearer_than_held_out_")
                    || metric.name().equals("membership_inference_area");
            assertEquals(ofClassifiers || ofAreas, metric.lower() != null && metric.upper() != null, metric.toString());
        }
        assertEquals(
                Set.of("baseline", "generated", "mixed", "repeated", "classic"),
                metrics.stream()
                        .flatMap(metric -> Optional.ofNullable(metric.dataType()).stream())
                        .collect(Collectors.toSet()));
        assertEquals(
                3,
                metrics.stream()
                        .filter(metric -> metric.name().startsWith("accuracy_score_gain_over_"))
                        .filter(metric -> Double.valueOf(0.5).equals(metric.amount()))
                        .count());
    }

    private static long distinct(List<MetricMeasured> metrics) {
        return metrics.stream()
                .map(metric -> List.of(
                        metric.name(),
                        String.valueOf(metric.label()),
                        String.valueOf(metric.split()),
                        String.valueOf(metric.dataType()),
                        String.valueOf(metric.amount())))
                .distinct()
                .count();
    }

    @Test
    void moreSeedsThanAllowedAreAFailureBeforeAnythingIsRead() {
        evaluator().evaluate(REQUEST.with(REQUEST.settings().repeated(21, List.of(), List.of())));

        assertEquals(1, log.events.size());
        assertEquals(
                "seeds is 21; allowed: a whole number from 1 to 20",
                log.of(EvaluationFailed.class).get(0).reason());
    }

    @Test
    void reportIsInTheStoreBeforeTheCompletionIsTold() {
        log.beforeCompletion = completed -> completed.report().values().forEach(file -> {
            Artifact artifact = new Artifact(file.uri(), file.sha256(), file.sizeBytes());
            try {
                assertEquals(file.sizeBytes(), artifacts.read(artifact, 1 << 24).length);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });

        evaluator().evaluate(REQUEST);

        assertEquals(1, log.of(EvaluationCompleted.class).size());
    }

    @Test
    void completedEvaluationIsNotRepeatedWhenItsRequestIsDeliveredAgain() {
        evaluator().evaluate(REQUEST);
        int events = log.events.size();

        evaluator().evaluate(REQUEST);

        assertEquals(events, log.events.size());
    }

    @Test
    void evaluationCompletedElsewhereIsNotRepeated() {
        registry.apply(new EvaluationCompleted("evaluation-1", Map.of()));

        evaluator().evaluate(REQUEST);

        assertEquals(List.of(), log.events);
    }

    @Test
    void twoEvaluationsOfTheSameRequestTellTheSameFigures() {
        evaluator().evaluate(REQUEST);
        List<MetricMeasured> first = log.of(MetricMeasured.class);
        log.events.clear();

        new Rig(new EvaluationRegistry()).evaluator().evaluate(REQUEST);

        assertEquals(first, log.of(MetricMeasured.class));
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

        evaluator().evaluate(unknown);

        assertEquals(
                "There is no checkpoint run-9-e0001; there are [run-1-e0003]",
                log.of(EvaluationFailed.class).get(0).reason());
        assertEquals(List.of("failed"), ends);
    }

    @Test
    void unknownClassifierIsAFailureBeforeAnythingIsRead() {
        evaluator().evaluate(SAMPLE.request("evaluation-1", "oracle", List.of(SampleStudy.someRange())));

        assertEquals(1, log.events.size());
        assertEquals(
                "There is no classifier oracle; there is nearest-mean",
                log.of(EvaluationFailed.class).get(0).reason());
    }

    @Test
    void storeThatCannotBeWrittenIsAFailureWithoutAnyFigure() {
        artifacts = new FullStore();

        evaluator().evaluate(REQUEST);

        assertEquals(List.of(), log.of(MetricMeasured.class));
        assertEquals("disk full", log.of(EvaluationFailed.class).get(0).reason());
        assertFalse(registry.isCompleted("evaluation-1"));
    }

    @Test
    void failedEvaluationMayBeAskedForAgain() {
        ArtifactStore working = artifacts;
        artifacts = new FullStore();
        evaluator().evaluate(REQUEST);
        artifacts = working;

        evaluator().evaluate(REQUEST);

        assertEquals(1, log.of(EvaluationCompleted.class).size());
    }

    @Test
    void stoppedEvaluationTellsNeitherFiguresNorAnEnd() {
        log.onProgress = progress -> {
            if (progress.stage().equals("train-generated")) {
                closeSlotAtOnce();
            }
        };

        assertThrows(EvaluationStoppedException.class, () -> evaluator().evaluate(REQUEST));

        assertEquals(
                log.events,
                log.of(EvaluationProgressed.class).stream()
                        .map(EvaluationEvent.class::cast)
                        .toList());
        assertEquals(List.of(), ends);
    }

    @Test
    void closedSlotLetsNoEvaluationBegin() throws InterruptedException {
        assertTrue(slot.close(Duration.ZERO));

        assertThrows(EvaluationStoppedException.class, () -> evaluator().evaluate(REQUEST));

        assertEquals(List.of(), log.events);
    }

    private void closeSlotAtOnce() {
        try {
            assertFalse(slot.close(Duration.ZERO));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private EvaluationCompleted completion() {
        return log.of(EvaluationCompleted.class).get(0);
    }

    private Evaluator evaluator() {
        return new Rig(registry).evaluator();
    }

    /** The sample study's catalogue and archive around an evaluator. */
    private final class Rig implements Catalogue, ImageArchive, EvaluationObserver {
        private final EvaluationRegistry known;

        Rig(EvaluationRegistry known) {
            this.known = known;
        }

        Evaluator evaluator() {
            return new Evaluator(
                    this,
                    this,
                    NearestMeanTraining.instruments(),
                    SampleEvaluations.gate(),
                    artifacts,
                    known,
                    log,
                    this,
                    slot,
                    Duration.ZERO,
                    Clock.systemUTC());
        }

        @Override
        public Optional<DatasetVersion> dataset(String name, String version, Duration atMost) {
            return datasets().stream()
                    .filter(known -> known.key().equals(DatasetVersion.key(name, version)))
                    .findFirst();
        }

        @Override
        public Optional<CheckpointPublished> checkpoint(String checkpointId, Duration atMost) {
            return checkpoints().stream()
                    .filter(known -> known.checkpointId().equals(checkpointId))
                    .findFirst();
        }

        @Override
        public List<DatasetVersion> datasets() {
            return List.of(SAMPLE.version(List.of(SampleStudy.someRange())));
        }

        @Override
        public List<CheckpointPublished> checkpoints() {
            return List.of(SAMPLE.checkpoint());
        }

        @Override
        public void readReal(List<OffsetRange> ranges, StudyImagesCollector collector) {
            SAMPLE.realBatches().forEach(collector::add);
        }

        @Override
        public void readGenerated(List<OffsetRange> ranges, StudyImagesCollector collector) {
            SAMPLE.generatedBatches().forEach(collector::add);
        }

        @Override
        public void completed(Evaluation evaluation) {
            ends.add("completed");
        }

        @Override
        public void failed() {
            ends.add("failed");
        }
    }

    private static final class FullStore implements ArtifactStore {
        @Override
        public Artifact put(InputStream content) throws IOException {
            throw new IOException("disk full");
        }

        @Override
        public InputStream open(Artifact artifact) throws IOException {
            throw new IOException("disk full");
        }

        @Override
        public boolean contains(Artifact artifact) {
            return false;
        }
    }
}
