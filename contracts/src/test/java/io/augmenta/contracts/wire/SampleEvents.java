package io.augmenta.contracts.wire;

import io.augmenta.contracts.ArtifactReference;
import io.augmenta.contracts.AugmentationPolicy;
import io.augmenta.contracts.AugmentationStage;
import io.augmenta.contracts.AugmentationStep;
import io.augmenta.contracts.Bytes;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.CopyGuard;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.EpochLosses;
import io.augmenta.contracts.EvaluationCompleted;
import io.augmenta.contracts.EvaluationFailed;
import io.augmenta.contracts.EvaluationProgressed;
import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.EvaluationSettings;
import io.augmenta.contracts.Event;
import io.augmenta.contracts.FolderIngested;
import io.augmenta.contracts.FolderWatch;
import io.augmenta.contracts.GateFinding;
import io.augmenta.contracts.GateLimits;
import io.augmenta.contracts.GenerationCompleted;
import io.augmenta.contracts.GenerationFailed;
import io.augmenta.contracts.GenerationRequested;
import io.augmenta.contracts.ImageBatch;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.MetricMeasured;
import io.augmenta.contracts.OffsetRange;
import io.augmenta.contracts.Provenance;
import io.augmenta.contracts.ReleaseDecided;
import io.augmenta.contracts.ReleaseDecision;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.SplitCount;
import io.augmenta.contracts.SplitRule;
import io.augmenta.contracts.SyntheticBatch;
import io.augmenta.contracts.TrainingCancelled;
import io.augmenta.contracts.TrainingFailure;
import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.contracts.TrainingStatus;
import io.augmenta.contracts.WarmStart;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** One event of every type, every optional part present once and absent once. */
final class SampleEvents {
    private static final String DIGEST = "0123456789abcdef".repeat(4);
    private static final List<OffsetRange> RANGES = List.of(new OffsetRange("images", 2, 5, 9));
    private static final ArtifactReference ARTIFACT =
            new ArtifactReference(URI.create("artifact:sha256:" + DIGEST), DIGEST, 42);

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");

    private static final GateLimits GATE =
            new GateLimits(Map.of("least-gain", OptionalDouble.of(0.02), "most-copied", OptionalDouble.empty()));

    private SampleEvents() {}

    static List<Event> all() {
        return List.of(
                new ImageBatch("brains", "ingest-1", 3, List.of(image(null))),
                datasetVersion(),
                training(),
                training().requestedAt(AT),
                training().startingFrom("run-0-e0030"),
                new TrainingCancelled("run-1", "no longer needed", AT),
                new TrainingCancelled("run-1", null, AT),
                progress("a message", 123_456_789L, TrainingFailure.DIVERGED),
                progress(null, null, null),
                checkpoint(null, null, null, null),
                checkpoint(ARTIFACT, null, null, null),
                checkpoint(null, ARTIFACT, ARTIFACT, new WarmStart("run-0-e0030", DIGEST)),
                new GenerationRequested("request-1", "run-1-e0030", Map.of("glioma", 10), -7),
                new GenerationRequested("request-1", "run-1-e0030", Map.of("glioma", 10), -7, AT),
                batch(),
                storedBatch(),
                new GenerationCompleted("request-1", "run-1-e0030", Map.of("glioma", 10), RANGES),
                new GenerationCompleted("request-1", "run-1-e0030", Map.of("glioma", 10), RANGES, Map.of("glioma", 2)),
                new GenerationFailed("request-1", "no such class"),
                evaluation(),
                evaluation()
                        .with(EvaluationSettings.shortest("compact", Map.of("epochs", "3"), 7)
                                .repeated(5, List.of("repeated", "classic"), List.of(0.25, 1.0))
                                .comparedBy("mobilenetv2-imagenet.onnx")
                                .gatedBy(GATE)),
                new EvaluationProgressed("evaluation-1", "baseline", 0.25, "epoch 3 of 12"),
                release("policy", null),
                release("Dr A. Example", "reviewed by eye"),
                new MetricMeasured(
                        "evaluation-1", "recall", 0.5, "brains", "v1", "run-1-e0030", "glioma", Split.TEST, "mixed"),
                ks(),
                new MetricMeasured(
                        "evaluation-1",
                        "recall",
                        0.5,
                        "brains",
                        "v1",
                        "run-1-e0030",
                        "glioma",
                        Split.TEST,
                        "mixed",
                        0.4,
                        0.6,
                        5,
                        0.25,
                        "compact"),
                new EvaluationCompleted("evaluation-1", Map.of("report.html", ARTIFACT)),
                new EvaluationFailed("evaluation-1", "one class only"),
                policy(0.25, 40L, Duration.ofDays(7)),
                policy(null, null, null),
                new AugmentationStep(
                        "brains-v1-r1",
                        3,
                        "brains",
                        "v1",
                        AugmentationStage.TOPPED_UP,
                        "brains-v1-r1-topup-1",
                        "run-1-e0030",
                        Map.of("glioma", 12),
                        RANGES,
                        "12 images of glioma were missing",
                        AT),
                new FolderWatch(
                        "brains",
                        "/data/brains",
                        64,
                        SplitRule.GROUPED,
                        7,
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(1),
                        Duration.ofHours(1),
                        true,
                        AT),
                new FolderIngested("brains", DIGEST, 100, "ingest-1", "v1", AT));
    }

    static SyntheticBatch batch() {
        return new SyntheticBatch(
                "request-1",
                "run-1-e0030",
                0,
                List.of(image(provenance(CopyGuard.UNKNOWN)), image(provenance(CopyGuard.CHECKED))));
    }

    static SyntheticBatch storedBatch() {
        return new SyntheticBatch("request-1", "run-1-e0030", 0, new SyntheticBatch.Stored(ARTIFACT, 3));
    }

    static LabelledImage image(@Nullable Provenance provenance) {
        return new LabelledImage(
                DIGEST,
                "glioma",
                Split.VALIDATION,
                DIGEST,
                1,
                2,
                3,
                Bytes.wrap(new byte[] {0, 1, 2, -1, -128, 127}),
                Bytes.wrap(new byte[] {9, 8}),
                "glioma/a.png",
                provenance);
    }

    private static Provenance provenance(CopyGuard guard) {
        return new Provenance("run-1-e0030", DIGEST, "wgan-gp", 7, 4, "augmenta 0.1.0", guard);
    }

    private static AugmentationPolicy policy(
            @Nullable Double growth, @Nullable Long newImages, @Nullable Duration every) {
        return new AugmentationPolicy(
                "brains",
                Map.of("glioma", 500),
                Map.of("*", 1.5),
                growth,
                newImages,
                every,
                "wgan-gp",
                Map.of("width", "16"),
                30,
                7,
                EvaluationSettings.shortest("compact", Map.of("epochs", "3"), 7)
                        .gatedBy(growth == null ? GateLimits.OF_THE_EVALUATOR : GATE),
                true,
                AT);
    }

    private static ReleaseDecided release(String decidedBy, @Nullable String why) {
        return new ReleaseDecided(
                "evaluation-1",
                "brains",
                "v1",
                "run-1-e0030",
                "evaluation-1",
                ReleaseDecision.REFUSED,
                List.of(
                        new GateFinding("most-copied", "privacy", 0.2, 0.01, false, "20 % are copies"),
                        new GateFinding(
                                "largest-distance", "fidelity", null, 40, false, "not measured", GateFinding.REQUEST)),
                decidedBy,
                why,
                AT,
                List.of("most-copied"));
    }

    private static DatasetVersion datasetVersion() {
        return new DatasetVersion(
                "brains",
                "v1",
                "ingest-1",
                List.of("glioma", "none"),
                1,
                64,
                64,
                SplitRule.GROUPED,
                7,
                100,
                3,
                2,
                4,
                90,
                0,
                List.of(new SplitCount(Split.TRAIN, "glioma", 40)),
                RANGES,
                AT,
                "v0",
                5);
    }

    static TrainingRequested training() {
        return new TrainingRequested("run-1", "brains", "v1", "wgan-gp", Map.of("latent", "128"), 30, 7, 5);
    }

    static EvaluationRequested evaluation() {
        return new EvaluationRequested(
                "evaluation-1",
                "brains",
                "v1",
                "run-1-e0030",
                "request-1",
                RANGES,
                EvaluationSettings.shortest("compact", Map.of("epochs", "3"), 7));
    }

    static MetricMeasured ks() {
        return new MetricMeasured("evaluation-1", "ks", 0.5, "brains", "v1", "run-1-e0030", null, null, null);
    }

    private static TrainingProgressed progress(
            @Nullable String message, @Nullable Long residentBytes, @Nullable TrainingFailure failure) {
        return new TrainingProgressed(
                "run-1",
                TrainingStatus.RUNNING,
                2,
                30,
                144,
                Map.of("critic", -1.5, "generator", 0.25),
                120.5,
                Duration.ofMillis(12_345),
                Duration.ofSeconds(60),
                "cpu",
                message,
                residentBytes,
                failure);
    }

    private static CheckpointPublished checkpoint(
            @Nullable ArtifactReference reconstructions,
            @Nullable ArtifactReference reference,
            @Nullable ArtifactReference fingerprints,
            @Nullable WarmStart warmStartedFrom) {
        return new CheckpointPublished(
                CheckpointPublished.id("run-1", 30),
                "run-1",
                30,
                2160,
                true,
                "wgan-gp",
                Map.of("latent", "128"),
                "brains",
                "v1",
                7,
                List.of("glioma", "none"),
                1,
                64,
                64,
                128,
                ARTIFACT,
                ARTIFACT,
                ARTIFACT,
                List.of(new EpochLosses(1, Map.of("critic", -1.5), 2.5)),
                "cpu",
                75.5,
                AT,
                reconstructions,
                reference,
                fingerprints,
                warmStartedFrom);
    }
}
