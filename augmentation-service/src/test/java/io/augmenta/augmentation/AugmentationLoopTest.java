package io.augmenta.augmentation;

import static io.augmenta.contracts.AugmentationStage.FAILED;
import static io.augmenta.contracts.AugmentationStage.REFUSED;
import static io.augmenta.contracts.AugmentationStage.RELEASED;
import static io.augmenta.contracts.AugmentationStage.ROUND_BEGUN;
import static io.augmenta.contracts.AugmentationStage.TARGETS_MET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.AugmentationStage;
import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.GenerationRequested;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentationLoopTest {
    private final LoopBench bench = new LoopBench();

    @Test
    void newDataSetIsTrainedJudgedReleasedAndToppedUp() {
        bench.happens(bench.policy(Map.of("a", 60), Map.of("*", 1.5), null, null));
        bench.happens(bench.version("v1", 40, 20));
        bench.services.deliver(bench.loop);

        assertEquals(LoopBench.WHOLE_ROUND, bench.stages());
        AugmentationStanding standing = bench.loop.standings().get(0);
        assertEquals(Map.of("a", 60, "b", 30), standing.targets());
        assertEquals(Map.of("a", 20, "b", 10), standing.synthetic());
        assertEquals(Map.of(), standing.missing());
        assertEquals(Map.of("a", 60, "b", 30), bench.last().counts());
        assertTrue(bench.services.steps().stream()
                .allMatch(step -> step.correlationId().equals("brains-v1-r1")));
        assertTrue(bench.services.steps().stream()
                .noneMatch(step -> step.explanation().isBlank()));
        GenerationRequested candidates = bench.asked(GenerationRequested.class).get(0);
        assertEquals(Map.of("a", 40, "b", 20), candidates.counts());
        assertNotEquals(
                candidates.seed(), bench.asked(GenerationRequested.class).get(1).seed());
        assertEquals(
                candidates.requestId(),
                bench.asked(EvaluationRequested.class).get(0).generationRequestId());
    }

    @Test
    void refusedGeneratorServesNothingAndTheReasonsAreTold() {
        bench.services.refusing = true;
        bench.happens(bench.policy(Map.of("a", 60), Map.of(), null, null));
        bench.happens(bench.version("v1", 40, 20));
        bench.services.deliver(bench.loop);

        assertEquals(REFUSED, bench.last().stage());
        assertEquals("20 % are copies", bench.last().explanation());
        assertEquals(Map.of("a", 20), bench.loop.standings().get(0).missing());
        assertEquals(1, bench.asked(GenerationRequested.class).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"wgan-gp", "generation", "evaluation"})
    void whatFailsEndsTheRoundWithTheReasonAndIsTriedAgainWhenImagesCome(String what) {
        bench.services.failing.put(what, "no room left");
        bench.happens(bench.policy(Map.of("a", 60), Map.of(), 0.5, null));
        bench.happens(bench.version("v1", 40, 20));
        bench.services.deliver(bench.loop);
        assertEquals(FAILED, bench.last().stage());
        assertTrue(
                bench.last().explanation().endsWith("no room left"),
                bench.last().explanation());

        bench.services.failing.clear();
        bench.loop.tick();
        bench.services.deliver(bench.loop);
        assertEquals(FAILED, bench.last().stage());
        bench.happens(bench.version("v2", 80, 20));
        bench.services.deliver(bench.loop);

        List<AugmentationStage> stages = bench.stages();
        assertEquals(List.of(RELEASED, TARGETS_MET), stages.subList(stages.size() - 2, stages.size()));
        assertEquals(
                2,
                bench.loop.steps("brains").stream()
                        .filter(step -> step.stage() == ROUND_BEGUN)
                        .count());
    }

    @Test
    void inactivePolicyBeginsNothingButLetsARoundEnd() {
        bench.happens(bench.policy(Map.of("a", 60), Map.of(), null, null));
        bench.happens(bench.version("v1", 40, 20));
        bench.happens(bench.inactive());
        bench.services.deliver(bench.loop);
        assertEquals(RELEASED, bench.last().stage());

        bench.happens(bench.version("v2", 400, 20));
        bench.services.deliver(bench.loop);
        assertEquals(RELEASED, bench.last().stage());
    }

    @Test
    void nothingHappensWithoutAPolicyOrAVersion() {
        bench.happens(bench.version("v1", 40, 20));
        assertEquals(List.of(), bench.services.steps());
        assertEquals(List.of(), bench.loop.standings());
        bench.happens(bench.policy("other", Map.of("a", 60), Map.of(), null, null));
        assertEquals(List.of(), bench.services.steps());
    }

    @Test
    void closedLoopStaysClosedWhenItIsOpenedTooLate() {
        bench.loop.close();
        bench.loop.open();
        bench.happens(bench.policy(Map.of("a", 60), Map.of(), null, null));
        bench.happens(bench.version("v1", 40, 20));
        bench.loop.tick();
        assertEquals(List.of(), bench.services.steps());
    }
}
