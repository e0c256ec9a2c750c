package io.augmenta.augmentation;

import static io.augmenta.contracts.AugmentationStage.REFUSED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.AugmentationPolicy;
import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.GateLimits;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** A policy may judge by limits of its own. */
class PolicyGateTest {
    private final LoopBench bench = new LoopBench();

    @Test
    void aGateOfThePolicysOwnReleasesWhatTheEvaluatorsWouldRefuseAndTheOtherWayRound() {
        bench.services.refusing = true;
        bench.happens(gatedBy(0.3));
        bench.happens(bench.version("v1", 40, 20));
        bench.services.deliver(bench.loop);

        assertEquals(LoopBench.WHOLE_ROUND, bench.stages());
        assertEquals(
                Map.of("most-copied", OptionalDouble.of(0.3)),
                bench.asked(EvaluationRequested.class).get(0).settings().gate().limits());
        assertTrue(
                bench.services.steps().get(3).explanation().endsWith("with the policy's own limits {most-copied=0.3}"),
                bench.services.steps().get(3).explanation());

        bench.services.refusing = false;
        bench.services.pass(Duration.ofSeconds(1));
        bench.happens(gatedBy(0.1));
        bench.happens(bench.version("v2", 80, 40));
        bench.services.deliver(bench.loop);

        assertTrue(bench.stages().contains(REFUSED), bench.stages().toString());
    }

    @Test
    void theGateOfAPolicyIsStillItsGateAfterARestart() {
        bench.services.refusing = true;
        bench.happens(gatedBy(0.3));
        bench.happens(bench.version("v1", 40, 20));
        bench.loop = bench.services.started();
        bench.services.deliver(bench.loop);

        assertEquals(LoopBench.WHOLE_ROUND, bench.stages());
    }

    private AugmentationPolicy gatedBy(double mostCopied) {
        AugmentationPolicy policy = bench.policy(Map.of("a", 60), Map.of("*", 1.5), 0.1, null);
        return new AugmentationPolicy(
                policy.dataset(),
                policy.targetCounts(),
                policy.targetRatios(),
                policy.retrainGrowth(),
                policy.retrainNewImages(),
                policy.retrainEvery(),
                policy.recipe(),
                policy.parameters(),
                policy.epochs(),
                policy.seed(),
                policy.evaluation().gatedBy(new GateLimits(Map.of("most-copied", OptionalDouble.of(mostCopied)))),
                true,
                policy.setAt());
    }
}
