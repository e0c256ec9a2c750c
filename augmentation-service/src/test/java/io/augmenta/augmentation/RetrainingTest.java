package io.augmenta.augmentation;

import static io.augmenta.contracts.AugmentationStage.RELEASED;
import static io.augmenta.contracts.AugmentationStage.TARGETS_MET;
import static io.augmenta.contracts.AugmentationStage.TOPPED_UP;
import static io.augmenta.contracts.AugmentationStage.TOP_UP_ASKED;
import static io.augmenta.contracts.AugmentationStage.WAITED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.augmenta.contracts.AugmentationPolicy;
import io.augmenta.contracts.EvaluationSettings;
import io.augmenta.contracts.TrainingRequested;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When a new version of a data set asks for a new training. */
class RetrainingTest {
    private final LoopBench bench = new LoopBench();

    @Test
    void growthBelowThePolicysIsExplainedAndToppedUpOnly() {
        bench.happens(bench.policy(Map.of(), Map.of("*", 2.0), 0.5, null));
        bench.happens(bench.version("v1", 40, 20));
        bench.services.deliver(bench.loop);
        bench.happens(bench.version("v2", 44, 22));
        bench.services.deliver(bench.loop);

        assertEquals(
                List.of(WAITED, TOP_UP_ASKED, TOPPED_UP, TARGETS_MET), bench.stagesAfter(LoopBench.WHOLE_ROUND.size()));
        assertEquals(
                "version v2 has 86 images, the one trained on last 80; the policy asks for a training at a growth of 50.0 %",
                bench.services.steps().get(LoopBench.WHOLE_ROUND.size()).explanation());
        assertEquals(Map.of("a", 88, "b", 44), bench.last().counts());
        assertEquals(1, bench.asked(TrainingRequested.class).size());
    }

    @Test
    void growthThatThePolicyAsksForTrainsAnewFromTheReleasedWeights() {
        bench.happens(bench.policy(Map.of(), Map.of("*", 2.0), 0.5, null));
        bench.happens(bench.version("v1", 40, 20));
        bench.services.deliver(bench.loop);
        bench.happens(bench.version("v2", 80, 30));
        bench.services.deliver(bench.loop);

        TrainingRequested second = bench.asked(TrainingRequested.class).get(1);
        assertEquals("", bench.asked(TrainingRequested.class).get(0).warmStart());
        assertEquals("brains-v1-r1-e0030", second.warmStart());
        assertEquals("v2", second.version());
        // the generator that is released already does not wait for its successor
        assertEquals(RELEASED, bench.last().stage());
        assertEquals("brains-v2-r2", bench.last().correlationId());
        assertEquals(TARGETS_MET, bench.lastOfTopUp().stage());
        assertEquals(Map.of("a", 160, "b", 60), bench.lastOfTopUp().counts());
    }

    @Test
    void newImagesAndTimeAskForTrainingsToo() {
        bench.happens(bench.policy(Map.of(), Map.of("*", 1.0), null, 10L));
        bench.happens(bench.version("v1", 40, 20));
        bench.services.deliver(bench.loop);
        bench.happens(bench.version("v2", 45, 24));
        bench.services.deliver(bench.loop);
        assertEquals(1, bench.asked(TrainingRequested.class).size());
        bench.happens(bench.version("v3", 46, 24));
        bench.services.deliver(bench.loop);
        assertEquals(2, bench.asked(TrainingRequested.class).size());

        bench.happens(new AugmentationPolicy(
                "brains",
                Map.of(),
                Map.of("*", 1.0),
                null,
                null,
                Duration.ofDays(7),
                "wgan-gp",
                Map.of(),
                30,
                7,
                EvaluationSettings.shortest("compact", Map.of(), 7),
                true,
                bench.services.clock().instant()));
        bench.services.pass(Duration.ofDays(7).minusSeconds(1));
        bench.loop.tick();
        assertEquals(2, bench.asked(TrainingRequested.class).size());
        bench.services.pass(Duration.ofSeconds(1));
        bench.loop.tick();
        bench.services.deliver(bench.loop);
        assertEquals(3, bench.asked(TrainingRequested.class).size());
    }
}
