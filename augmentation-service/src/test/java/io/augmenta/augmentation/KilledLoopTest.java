package io.augmenta.augmentation;

import static io.augmenta.contracts.AugmentationStage.TARGETS_MET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.augmenta.contracts.Event;
import io.augmenta.eventlog.UnpublishedEventException;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The process may die wherever it likes. */
class KilledLoopTest {
    private final LoopBench bench = new LoopBench();

    /** Answers come in any order and twice; the process is killed before, between and after what it stores. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void killedAnywhereItEndsWithTheExactCountsAndNoStepTwice(long seed) {
        Random random = new Random(seed);
        bench.happens(bench.policy(Map.of("a", 75), Map.of("*", 1.5), 0.2, null));
        int a = 40;
        int b = 20;
        for (int round = 1; round <= 5; round++) {
            a += random.nextInt(5) * random.nextInt(6);
            b += random.nextInt(5) * random.nextInt(6);
            survive(random, bench.version("v" + round, a, b));
            while (!bench.services.waiting.isEmpty()) {
                Event next = bench.services.waiting.get(random.nextInt(bench.services.waiting.size()));
                survive(random, next);
                if (random.nextBoolean()) {
                    survive(random, next);
                }
                bench.services.waiting.remove(next);
            }
        }
        bench.services.records = Integer.MAX_VALUE;
        bench.loop.tick();
        bench.services.deliver(bench.loop);

        AugmentationStanding standing = bench.loop.standings().get(0);
        assertEquals(Map.of(), standing.missing(), standing.toString());
        assertEquals(TARGETS_MET, bench.lastOfTopUp().stage());
        assertEquals(
                Map.of("a", Math.max(75, a), "b", (int) Math.round(1.5 * b)),
                bench.lastOfTopUp().counts());
        for (int i = 0; i < bench.services.steps().size(); i++) {
            assertEquals(i + 1, bench.services.steps().get(i).number());
        }
    }

    /** The event happens, and happens again after every death, until it is dealt with. */
    private void survive(Random random, Event event) {
        bench.services.records = random.nextInt(4);
        while (true) {
            try {
                bench.services.happens(event, bench.loop);
                bench.services.records = Integer.MAX_VALUE;
                return;
            } catch (UnpublishedEventException killed) {
                bench.services.records = Integer.MAX_VALUE;
                bench.loop = bench.services.started();
                bench.services.records = random.nextInt(4);
            }
        }
    }

    @Test
    void logThatTakesNothingIsToldToWhoeverBroughtTheEvent() {
        bench.happens(bench.policy(Map.of("a", 60), Map.of(), null, null));
        bench.services.records = 0;

        assertThrows(UnpublishedEventException.class, () -> bench.happens(bench.version("v1", 40, 20)));

        bench.services.records = Integer.MAX_VALUE;
        bench.loop.tick();
        bench.services.deliver(bench.loop);
        assertEquals(LoopBench.WHOLE_ROUND, bench.stages());
    }
}
