package io.augmenta.augmentation;

import static io.augmenta.contracts.AugmentationStage.TOP_UP_ASKED;
import static io.augmenta.contracts.AugmentationStage.TOP_UP_FAILED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.augmenta.contracts.AugmentationStep;
import io.augmenta.contracts.ReleaseDecision;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How many synthetic images count, and how many are asked for. */
class ToppedUpTest {
    private final LoopBench bench = new LoopBench();

    @Test
    void imagesOfAGeneratorThatAPersonRefusesLaterNoLongerCount() {
        bench.happens(bench.policy(Map.of("a", 60), Map.of(), 0.5, null));
        bench.happens(bench.version("v1", 40, 20));
        bench.services.deliver(bench.loop);
        bench.happens(bench.version("v2", 80, 30));
        bench.services.deliver(bench.loop);
        bench.happens(bench.policy(Map.of("a", 120), Map.of(), 0.5, null));
        bench.services.deliver(bench.loop);
        assertEquals(Map.of("a", 40), bench.loop.standings().get(0).synthetic());

        bench.happens(bench.person(ReleaseDecision.REFUSED, "brains-v2-r2-e0030"));
        bench.services.deliver(bench.loop);

        // the first generator, whose 20 images still count, makes the others
        AugmentationStep asked =
                bench.services.steps().get(bench.services.steps().size() - 3);
        assertEquals(TOP_UP_ASKED, asked.stage());
        assertEquals("brains-v1-r1-e0030", asked.checkpointId());
        assertEquals(Map.of(), bench.loop.standings().get(0).missing());
    }

    @Test
    void topUpThatFailsIsTriedAgainOnceThePolicyIsSetAnew() {
        bench.happens(bench.policy(Map.of(), Map.of(), null, null));
        bench.happens(bench.version("v1", 40, 20));
        bench.services.deliver(bench.loop);
        bench.services.failing.put("generation", "queue full");
        bench.services.pass(Duration.ofSeconds(1));
        bench.happens(bench.policy(Map.of("a", 60), Map.of(), null, null));
        bench.services.deliver(bench.loop);
        bench.loop.tick();
        assertEquals(TOP_UP_FAILED, bench.last().stage());

        bench.services.failing.clear();
        bench.services.pass(Duration.ofSeconds(1));
        bench.happens(bench.policy(Map.of("a", 61), Map.of(), null, null));
        bench.services.deliver(bench.loop);

        assertEquals(Map.of("a", 61, "b", 20), bench.last().counts());
    }

    @Test
    void syntheticImagesBeyondATargetThatRealOnesHaveComeNearToDoNotCount() {
        bench.happens(bench.policy(Map.of("a", 60), Map.of(), null, null));
        bench.happens(bench.version("v1", 40, 20));
        bench.services.deliver(bench.loop);
        bench.happens(bench.version("v2", 50, 20));
        bench.services.deliver(bench.loop);

        assertEquals(Map.of("a", 60, "b", 20), bench.lastOfTopUp().counts());
        assertEquals("v2", bench.lastOfTopUp().version());
        assertEquals(Map.of("a", 10), bench.loop.standings().get(0).synthetic());
        bench.happens(bench.version("v3", 70, 20));
        bench.services.deliver(bench.loop);
        assertEquals(Map.of("a", 70, "b", 20), bench.lastOfTopUp().counts());
    }
}
