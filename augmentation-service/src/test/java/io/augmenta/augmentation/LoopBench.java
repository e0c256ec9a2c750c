package io.augmenta.augmentation;

import static io.augmenta.contracts.AugmentationStage.CANDIDATES_ASKED;
import static io.augmenta.contracts.AugmentationStage.EVALUATION_ASKED;
import static io.augmenta.contracts.AugmentationStage.RELEASED;
import static io.augmenta.contracts.AugmentationStage.ROUND_BEGUN;
import static io.augmenta.contracts.AugmentationStage.TARGETS_MET;
import static io.augmenta.contracts.AugmentationStage.TOPPED_UP;
import static io.augmenta.contracts.AugmentationStage.TOP_UP_ASKED;
import static io.augmenta.contracts.AugmentationStage.TRAINING_ASKED;

import io.augmenta.contracts.AugmentationPolicy;
import io.augmenta.contracts.AugmentationStage;
import io.augmenta.contracts.AugmentationStep;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.EvaluationSettings;
import io.augmenta.contracts.Event;
import io.augmenta.contracts.ReleaseDecided;
import io.augmenta.contracts.ReleaseDecision;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.SplitCount;
import io.augmenta.contracts.SplitRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A loop among simulated services, and what happens to it. For one test. */
final class LoopBench {
    /** Of a data set that has no released generator yet. */
    static final List<AugmentationStage> WHOLE_ROUND = List.of(
            ROUND_BEGUN,
            TRAINING_ASKED,
            CANDIDATES_ASKED,
            EVALUATION_ASKED,
            RELEASED,
            TOP_UP_ASKED,
            TOPPED_UP,
            TARGETS_MET);

    final SimulatedServices services = new SimulatedServices();
    /** Whoever has it die starts another. */
    AugmentationLoop loop = services.started();

    private int sealed;

    void happens(Event event) {
        services.happens(event, loop);
    }

    List<AugmentationStage> stages() {
        return stagesAfter(0);
    }

    List<AugmentationStage> stagesAfter(int steps) {
        return services.steps().stream()
                .skip(steps)
                .map(AugmentationStep::stage)
                .toList();
    }

    AugmentationStep last() {
        return services.steps().get(services.steps().size() - 1);
    }

    AugmentationStep lastOfTopUp() {
        return services.steps().stream()
                .filter(step -> step.stage().ofTopUp())
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    /** Requests of a kind, the first first. */
    <E extends Event> List<E> asked(Class<E> type) {
        List<E> found = new ArrayList<>();
        services.asked.values().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .forEach(found::add);
        return found;
    }

    AugmentationPolicy policy(
            Map<String, Integer> counts,
            Map<String, Double> ratios,
            @Nullable Double growth,
            @Nullable Long newImages) {
        return policy("brains", counts, ratios, growth, newImages);
    }

    AugmentationPolicy policy(
            String dataset,
            Map<String, Integer> counts,
            Map<String, Double> ratios,
            @Nullable Double growth,
            @Nullable Long newImages) {
        return new AugmentationPolicy(
                dataset,
                counts,
                ratios,
                growth,
                newImages,
                null,
                "wgan-gp",
                Map.of(),
                30,
                7,
                EvaluationSettings.shortest("compact", Map.of(), 7),
                true,
                services.clock().instant());
    }

    AugmentationPolicy inactive() {
        return new AugmentationPolicy(
                "brains",
                Map.of("a", 60),
                Map.of(),
                null,
                null,
                null,
                "wgan-gp",
                Map.of(),
                30,
                7,
                EvaluationSettings.shortest("compact", Map.of(), 7),
                false,
                services.clock().instant());
    }

    ReleaseDecided person(ReleaseDecision decision, String checkpoint) {
        return new ReleaseDecided(
                "person-1",
                "brains",
                "v2",
                checkpoint,
                "brains-v2-r2-evaluation",
                decision,
                List.of(),
                "Dr A. Example",
                "two of the closest pairs are one patient",
                services.clock().instant());
    }

    /** With 10 test and 10 validation images beside those to train on. */
    DatasetVersion version(String version, int a, int b) {
        sealed++;
        return new DatasetVersion(
                "brains",
                version,
                "ingest-" + version,
                List.of("a", "b"),
                1,
                64,
                64,
                SplitRule.GROUPED,
                7,
                a + b + 20,
                0,
                0,
                0,
                a + b + 20,
                0,
                List.of(
                        new SplitCount(Split.TRAIN, "a", a),
                        new SplitCount(Split.TRAIN, "b", b),
                        new SplitCount(Split.VALIDATION, "a", 10),
                        new SplitCount(Split.TEST, "b", 10)),
                List.of(),
                Instant.EPOCH.plusSeconds(sealed));
    }
}
