package io.augmenta.evaluator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.artifacts.Artifact;
import io.augmenta.artifacts.DirectoryArtifactStore;
import io.augmenta.contracts.ArtifactReference;
import io.augmenta.contracts.EvaluationCompleted;
import io.augmenta.contracts.EvaluationEvent;
import io.augmenta.contracts.EvaluationProgressed;
import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.GateFinding;
import io.augmenta.contracts.MetricMeasured;
import io.augmenta.contracts.ReleaseDecided;
import io.augmenta.contracts.ReleaseDecision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluatorFiguresTest {
    private static final EvaluationRequested REQUEST =
            EvaluatorRig.SAMPLE.request("evaluation-1", "nearest-mean", List.of(SampleStudy.someRange()));

    /**
     * Distances and probabilities of five samples of intensities, with floors, for all and each class; six figures of
     * fidelity and as many floors; of privacy three in each of three spaces, and two of membership.
     */
    private static final int OF_IMAGES = 2 * 5 * 2 * (1 + 4) + 2 * 6 + 3 * 3 + 2;

    private EvaluatorRig rig;

    @BeforeEach
    void openStore(@TempDir Path folder) {
        rig = new EvaluatorRig(new DirectoryArtifactStore(folder));
    }

    @Test
    void figuresFollowTheProgressAndTheCompletionComesLast() throws IOException {
        rig.evaluator().evaluate(REQUEST);

        List<Class<?>> kinds = new ArrayList<>();
        for (EvaluationEvent event : rig.log.events) {
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
                        "distances.csv",
                        "statistics.csv",
                        "intensities.csv",
                        "samples.png",
                        "closest-pairs.png",
                        "losses.svg"),
                rig.log.of(EvaluationCompleted.class).get(0).report().keySet());
        assertEquals(List.of("completed"), rig.ends);
    }

    @Test
    void everyFigureIsToldOnceWithItsClassSplitAndDataType() {
        rig.evaluator().evaluate(REQUEST);

        List<MetricMeasured> metrics = rig.log.of(MetricMeasured.class);
        // six scores of seven figures, calibration and area, and of four for each of four classes; three gaps and a
        // gain
        assertEquals(6 * (7 + 2 + 4 * 4) + 3 + 1 + OF_IMAGES, metrics.size());
        assertEquals(metrics.size(), distinct(metrics));
        assertTrue(metrics.stream()
                .filter(metric -> metric.dataType() != null)
                .allMatch(metric -> metric.seeds() == 1 && metric.lower() == null));
    }

    @Test
    void fidelityAndNearnessByFeaturesAreToldWithTheirExtractor() {
        rig.evaluator().evaluate(REQUEST);

        Set<String> byFeatures = rig.log.of(MetricMeasured.class).stream()
                .filter(metric -> "mean and deviation".equals(metric.extractor()))
                .map(MetricMeasured::name)
                .collect(Collectors.toSet());
        assertTrue(
                byFeatures.containsAll(Set.of("frechet_distance", "frechet_distance_floor", "copy_rate_features")),
                byFeatures.toString());
        assertFalse(byFeatures.contains("copy_rate_pixels"), byFeatures.toString());
        assertFalse(byFeatures.contains("copy_rate_fingerprints"), byFeatures.toString());
    }

    @Test
    void imagesAreComparedByTheNetworkThatIsAskedForAndTheReportSaysSo() throws IOException {
        rig.evaluator().evaluate(REQUEST.with(REQUEST.settings().comparedBy("two-features.onnx")));

        Set<String> extractors = rig.log.of(MetricMeasured.class).stream()
                .flatMap(metric -> Optional.ofNullable(metric.extractor()).stream())
                .collect(Collectors.toSet());
        assertEquals(Set.of("two-features.onnx"), extractors);
        ArtifactReference page =
                rig.log.of(EvaluationCompleted.class).get(0).report().get("report.html");
        byte[] html = rig.artifacts.read(new Artifact(page.uri(), page.sha256(), page.sizeBytes()), 1 << 24);
        assertTrue(new String(html, UTF_8).contains("two-features.onnx, 2 features an image"));
    }

    @Test
    void theReleaseIsDecidedByTheFiguresThatAreTold() {
        rig.evaluator().evaluate(REQUEST);

        ReleaseDecided decided = rig.log.decisions.get(0);
        assertEquals(1, rig.log.decisions.size());
        assertEquals(REQUEST.evaluationId(), decided.decisionId());
        assertEquals(REQUEST.checkpointId(), decided.checkpointId());
        assertEquals(
                List.of(
                        "least-gain",
                        "least-coverage-share",
                        "most-copied",
                        "most-copied-by-fingerprints",
                        "most-copied-by-features",
                        "most-membership-area"),
                decided.findings().stream().map(GateFinding::rule).toList());
        double told = rig.log.of(MetricMeasured.class).stream()
                .filter(metric -> metric.name().equals("membership_inference_area"))
                .findFirst()
                .orElseThrow()
                .value();
        assertEquals(told, decided.findings().get(5).value());
        assertEquals(
                decided.findings().stream().allMatch(GateFinding::met), decided.decision() == ReleaseDecision.RELEASED);
    }

    @Test
    void generatorThatWithholdsAThirdOfItsImagesIsRefusedThoughTheOthersShowNoCopyBeyondChance() {
        rig.evaluator().evaluate(REQUEST);
        assertTrue(finding("most-copied-by-fingerprints").met(), "no copies beyond chance");
        rig = new EvaluatorRig(rig.artifacts);
        rig.generated = SampleStudy.guarded(10, 16).generatedBatches();

        rig.evaluator().evaluate(REQUEST);

        // of each class 3 before the first and 3 before the eighth of 10: 24 of 64. Of 4 test images none is below the
        // threshold, so that chance puts a fifth of the images there, and the 6 of the other 40 are no copies by
        // themselves
        assertEquals(24 / 64.0, value("withheld_share"), 1e-12);
        assertEquals((30 / 64.0 - 0.2) / 0.8, value("copy_rate_fingerprints"), 1e-12);
        GateFinding finding = finding("most-copied-by-fingerprints");
        assertFalse(finding.met(), finding.explanation());
        assertEquals(
                "copy rate by fingerprints, withheld images included, is 0.3359; at most 0.01000 is asked for",
                finding.explanation());
        assertEquals(ReleaseDecision.REFUSED, rig.log.decisions.get(0).decision());
    }

    private GateFinding finding(String rule) {
        return rig.log.decisions.get(0).findings().stream()
                .filter(finding -> finding.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private double value(String name) {
        return rig.log.of(MetricMeasured.class).stream()
                .filter(metric -> metric.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Test
    void figuresOfSeveralSeedsHaveTheirIntervalAndPointsOfASweepTheirAmount() {
        rig.evaluator()
                .evaluate(REQUEST.with(REQUEST.settings().repeated(3, List.of("repeated", "classic"), List.of(0.5))));

        List<MetricMeasured> metrics = rig.log.of(MetricMeasured.class);
        assertEquals(12 * (7 + 2 + 4 * 4) + 6 + 2 * 3 + OF_IMAGES, metrics.size());
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
    void twoEvaluationsOfTheSameRequestTellTheSameFigures() {
        rig.evaluator().evaluate(REQUEST);
        List<MetricMeasured> first = rig.log.of(MetricMeasured.class);
        rig.log.events.clear();

        rig.evaluator(new EvaluationRegistry()).evaluate(REQUEST);

        assertEquals(first, rig.log.of(MetricMeasured.class));
    }
}
