package io.augmenta.augmentation;

import static io.augmenta.contracts.AugmentationStage.CANDIDATES_ASKED;
import static io.augmenta.contracts.AugmentationStage.EVALUATION_ASKED;
import static io.augmenta.contracts.AugmentationStage.FAILED;
import static io.augmenta.contracts.AugmentationStage.REFUSED;
import static io.augmenta.contracts.AugmentationStage.RELEASED;
import static io.augmenta.contracts.AugmentationStage.ROUND_BEGUN;
import static io.augmenta.contracts.AugmentationStage.TARGETS_MET;
import static io.augmenta.contracts.AugmentationStage.TOPPED_UP;
import static io.augmenta.contracts.AugmentationStage.TOP_UP_ASKED;
import static io.augmenta.contracts.AugmentationStage.TOP_UP_FAILED;
import static io.augmenta.contracts.AugmentationStage.TRAINING_ASKED;
import static io.augmenta.contracts.AugmentationStage.WAITED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.AugmentationPolicy;
import io.augmenta.contracts.AugmentationStage;
import io.augmenta.contracts.AugmentationStep;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.EvaluationSettings;
import io.augmenta.contracts.Event;
import io.augmenta.contracts.GateLimits;
import io.augmenta.contracts.GenerationRequested;
import io.augmenta.contracts.ReleaseDecided;
import io.augmenta.contracts.ReleaseDecision;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.SplitCount;
import io.augmenta.contracts.SplitRule;
import io.augmenta.contracts.TrainingRequested;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AugmentationLoopTest {
    private static final List<AugmentationStage> WHOLE_ROUND = List.of(
            ROUND_BEGUN,
            TRAINING_ASKED,
            CANDIDATES_ASKED,
            EVALUATION_ASKED,
            RELEASED,
            TOP_UP_ASKED,
            TOPPED_UP,
            TARGETS_MET);

    private final SimulatedServices services = new SimulatedServices();
    private AugmentationLoop loop = services.started();

    @Test
    void newDataSetIsTrainedJudgedReleasedAndToppedUp() {
        happens(policy(Map.of("a", 60), Map.of("*", 1.5), null, null));
        happens(version("v1", 40, 20));
        services.deliver(loop);

        assertEquals(WHOLE_ROUND, stages());
        AugmentationStanding standing = loop.standings().get(0);
        assertEquals(Map.of("a", 60, "b", 30), standing.targets());
        assertEquals(Map.of("a", 20, "b", 10), standing.synthetic());
        assertEquals(Map.of(), standing.missing());
        assertEquals(Map.of("a", 60, "b", 30), last().counts());
        assertTrue(
                services.steps().stream().allMatch(step -> step.correlationId().equals("brains-v1-r1")));
        assertTrue(
                services.steps().stream().noneMatch(step -> step.explanation().isBlank()));
        GenerationRequested candidates = asked(GenerationRequested.class).get(0);
        assertEquals(Map.of("a", 40, "b", 20), candidates.counts());
        assertNotEquals(
                candidates.seed(), asked(GenerationRequested.class).get(1).seed());
        assertEquals(
                candidates.requestId(), asked(EvaluationRequested.class).get(0).generationRequestId());
    }

    @Test
    void growthBelowThePolicysIsExplainedAndToppedUpOnly() {
        happens(policy(Map.of(), Map.of("*", 2.0), 0.5, null));
        happens(version("v1", 40, 20));
        services.deliver(loop);
        happens(version("v2", 44, 22));
        services.deliver(loop);

        assertEquals(List.of(WAITED, TOP_UP_ASKED, TOPPED_UP, TARGETS_MET), stagesAfter(WHOLE_ROUND.size()));
        assertEquals(
                "version v2 has 86 images, the one trained on last 80; the policy asks for a training at a growth of 50.0 %",
                services.steps().get(WHOLE_ROUND.size()).explanation());
        assertEquals(Map.of("a", 88, "b", 44), last().counts());
        assertEquals(1, asked(TrainingRequested.class).size());
    }

    @Test
    void growthThatThePolicyAsksForTrainsAnewFromTheReleasedWeights() {
        happens(policy(Map.of(), Map.of("*", 2.0), 0.5, null));
        happens(version("v1", 40, 20));
        services.deliver(loop);
        happens(version("v2", 80, 30));
        services.deliver(loop);

        TrainingRequested second = asked(TrainingRequested.class).get(1);
        assertEquals("", asked(TrainingRequested.class).get(0).warmStart());
        assertEquals("brains-v1-r1-e0030", second.warmStart());
        assertEquals("v2", second.version());
        // the generator that is released already does not wait for its successor
        assertEquals(RELEASED, last().stage());
        assertEquals("brains-v2-r2", last().correlationId());
        assertEquals(TARGETS_MET, lastOfTopUp().stage());
        assertEquals(Map.of("a", 160, "b", 60), lastOfTopUp().counts());
    }

    @Test
    void newImagesAndTimeAskForTrainingsToo() {
        happens(policy(Map.of(), Map.of("*", 1.0), null, 10L));
        happens(version("v1", 40, 20));
        services.deliver(loop);
        happens(version("v2", 45, 24));
        services.deliver(loop);
        assertEquals(1, asked(TrainingRequested.class).size());
        happens(version("v3", 46, 24));
        services.deliver(loop);
        assertEquals(2, asked(TrainingRequested.class).size());

        happens(new AugmentationPolicy(
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
                services.clock().instant()));
        services.pass(Duration.ofDays(7).minusSeconds(1));
        loop.tick();
        assertEquals(2, asked(TrainingRequested.class).size());
        services.pass(Duration.ofSeconds(1));
        loop.tick();
        services.deliver(loop);
        assertEquals(3, asked(TrainingRequested.class).size());
    }

    @Test
    void refusedGeneratorServesNothingAndTheReasonsAreTold() {
        services.refusing = true;
        happens(policy(Map.of("a", 60), Map.of(), null, null));
        happens(version("v1", 40, 20));
        services.deliver(loop);

        assertEquals(REFUSED, last().stage());
        assertEquals("20 % are copies", last().explanation());
        assertEquals(Map.of("a", 20), loop.standings().get(0).missing());
        assertEquals(1, asked(GenerationRequested.class).size());
    }

    @Test
    void aGateOfThePolicysOwnReleasesWhatTheEvaluatorsWouldRefuseAndTheOtherWayRound() {
        services.refusing = true;
        happens(gatedBy(0.3));
        happens(version("v1", 40, 20));
        services.deliver(loop);

        assertEquals(WHOLE_ROUND, stages());
        assertEquals(
                Map.of("most-copied", OptionalDouble.of(0.3)),
                asked(EvaluationRequested.class).get(0).settings().gate().limits());
        assertTrue(
                services.steps().get(3).explanation().endsWith("with the policy's own limits {most-copied=0.3}"),
                services.steps().get(3).explanation());

        services.refusing = false;
        services.pass(Duration.ofSeconds(1));
        happens(gatedBy(0.1));
        happens(version("v2", 80, 40));
        services.deliver(loop);

        assertTrue(stages().contains(REFUSED), stages().toString());
    }

    @Test
    void theGateOfAPolicyIsStillItsGateAfterARestart() {
        services.refusing = true;
        happens(gatedBy(0.3));
        happens(version("v1", 40, 20));
        loop = services.started();
        services.deliver(loop);

        assertEquals(WHOLE_ROUND, stages());
    }

    private AugmentationPolicy gatedBy(double mostCopied) {
        AugmentationPolicy policy = policy(Map.of("a", 60), Map.of("*", 1.5), 0.1, null);
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

    @Test
    void imagesOfAGeneratorThatAPersonRefusesLaterNoLongerCount() {
        happens(policy(Map.of("a", 60), Map.of(), 0.5, null));
        happens(version("v1", 40, 20));
        services.deliver(loop);
        happens(version("v2", 80, 30));
        services.deliver(loop);
        happens(policy(Map.of("a", 120), Map.of(), 0.5, null));
        services.deliver(loop);
        assertEquals(Map.of("a", 40), loop.standings().get(0).synthetic());

        happens(person(ReleaseDecision.REFUSED, "brains-v2-r2-e0030"));
        services.deliver(loop);

        // the first generator, whose 20 images still count, makes the others
        AugmentationStep asked = services.steps().get(services.steps().size() - 3);
        assertEquals(TOP_UP_ASKED, asked.stage());
        assertEquals("brains-v1-r1-e0030", asked.checkpointId());
        assertEquals(Map.of(), loop.standings().get(0).missing());
    }

    @ParameterizedTest
    @ValueSource(strings = {"wgan-gp", "generation", "evaluation"})
    void whatFailsEndsTheRoundWithTheReasonAndIsTriedAgainWhenImagesCome(String what) {
        services.failing.put(what, "no room left");
        happens(policy(Map.of("a", 60), Map.of(), 0.5, null));
        happens(version("v1", 40, 20));
        services.deliver(loop);
        assertEquals(FAILED, last().stage());
        assertTrue(last().explanation().endsWith("no room left"), last().explanation());

        services.failing.clear();
        loop.tick();
        services.deliver(loop);
        assertEquals(FAILED, last().stage());
        happens(version("v2", 80, 20));
        services.deliver(loop);

        assertEquals(RELEASED, last().stage() == TARGETS_MET ? RELEASED : last().stage());
        assertEquals(
                2,
                loop.steps("brains").stream()
                        .filter(step -> step.stage() == ROUND_BEGUN)
                        .count());
    }

    @Test
    void topUpThatFailsIsTriedAgainOnceThePolicyIsSetAnew() {
        happens(policy(Map.of(), Map.of(), null, null));
        happens(version("v1", 40, 20));
        services.deliver(loop);
        services.failing.put("generation", "queue full");
        services.pass(Duration.ofSeconds(1));
        happens(policy(Map.of("a", 60), Map.of(), null, null));
        services.deliver(loop);
        loop.tick();
        assertEquals(TOP_UP_FAILED, last().stage());

        services.failing.clear();
        services.pass(Duration.ofSeconds(1));
        happens(policy(Map.of("a", 61), Map.of(), null, null));
        services.deliver(loop);

        assertEquals(Map.of("a", 61, "b", 20), last().counts());
    }

    @Test
    void syntheticImagesBeyondATargetThatRealOnesHaveComeNearToDoNotCount() {
        happens(policy(Map.of("a", 60), Map.of(), null, null));
        happens(version("v1", 40, 20));
        services.deliver(loop);
        happens(version("v2", 50, 20));
        services.deliver(loop);

        assertEquals(Map.of("a", 60, "b", 20), lastOfTopUp().counts());
        assertEquals("v2", lastOfTopUp().version());
        assertEquals(Map.of("a", 10), loop.standings().get(0).synthetic());
        happens(version("v3", 70, 20));
        services.deliver(loop);
        assertEquals(Map.of("a", 70, "b", 20), lastOfTopUp().counts());
    }

    @Test
    void inactivePolicyBeginsNothingButLetsARoundEnd() {
        happens(policy(Map.of("a", 60), Map.of(), null, null));
        happens(version("v1", 40, 20));
        happens(inactive());
        services.deliver(loop);
        assertEquals(RELEASED, last().stage());

        happens(version("v2", 400, 20));
        services.deliver(loop);
        assertEquals(RELEASED, last().stage());
    }

    @Test
    void nothingHappensWithoutAPolicyOrAVersion() {
        happens(version("v1", 40, 20));
        assertEquals(List.of(), services.steps());
        assertEquals(List.of(), loop.standings());
        happens(policy("other", Map.of("a", 60), Map.of(), null, null));
        assertEquals(List.of(), services.steps());
    }

    /** Answers come in any order and twice; the process is killed before, between and after what it stores. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void killedAnywhereItEndsWithTheExactCountsAndNoStepTwice(long seed) {
        Random random = new Random(seed);
        happens(policy(Map.of("a", 75), Map.of("*", 1.5), 0.2, null));
        int a = 40;
        int b = 20;
        for (int round = 1; round <= 5; round++) {
            a += random.nextInt(5) * random.nextInt(6);
            b += random.nextInt(5) * random.nextInt(6);
            survive(random, version("v" + round, a, b));
            while (!services.waiting.isEmpty()) {
                Event next = services.waiting.get(random.nextInt(services.waiting.size()));
                survive(random, next);
                if (random.nextBoolean()) {
                    survive(random, next);
                }
                services.waiting.remove(next);
            }
        }
        services.records = Integer.MAX_VALUE;
        loop.tick();
        services.deliver(loop);

        AugmentationStanding standing = loop.standings().get(0);
        assertEquals(Map.of(), standing.missing(), standing.toString());
        assertEquals(TARGETS_MET, lastOfTopUp().stage());
        assertEquals(
                Map.of("a", Math.max(75, a), "b", (int) Math.round(1.5 * b)),
                lastOfTopUp().counts());
        for (int i = 0; i < services.steps().size(); i++) {
            assertEquals(i + 1, services.steps().get(i).number());
        }
    }

    /** The event happens, and happens again after every death, until it is dealt with. */
    private void survive(Random random, Event event) {
        services.records = random.nextInt(4);
        while (true) {
            try {
                services.happens(event, loop);
                services.records = Integer.MAX_VALUE;
                return;
            } catch (UnpublishedEventException killed) {
                services.records = Integer.MAX_VALUE;
                loop = services.started();
                services.records = random.nextInt(4);
            }
        }
    }

    @Test
    void logThatTakesNothingIsToldToWhoeverBroughtTheEvent() {
        happens(policy(Map.of("a", 60), Map.of(), null, null));
        services.records = 0;

        assertThrows(UnpublishedEventException.class, () -> happens(version("v1", 40, 20)));

        services.records = Integer.MAX_VALUE;
        loop.tick();
        services.deliver(loop);
        assertEquals(WHOLE_ROUND, stages());
    }

    private void happens(Event event) {
        services.happens(event, loop);
    }

    private List<AugmentationStage> stages() {
        return stagesAfter(0);
    }

    private List<AugmentationStage> stagesAfter(int steps) {
        return services.steps().stream()
                .skip(steps)
                .map(AugmentationStep::stage)
                .toList();
    }

    private AugmentationStep last() {
        return services.steps().get(services.steps().size() - 1);
    }

    private AugmentationStep lastOfTopUp() {
        return services.steps().stream()
                .filter(step -> step.stage().ofTopUp())
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private <E extends Event> List<E> asked(Class<E> type) {
        List<E> found = new ArrayList<>();
        services.asked.values().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .forEach(found::add);
        return found;
    }

    private AugmentationPolicy policy(
            Map<String, Integer> counts,
            Map<String, Double> ratios,
            @Nullable Double growth,
            @Nullable Long newImages) {
        return policy("brains", counts, ratios, growth, newImages);
    }

    private AugmentationPolicy policy(
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

    private AugmentationPolicy inactive() {
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

    private ReleaseDecided person(ReleaseDecision decision, String checkpoint) {
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

    private int sealed;

    /** With 10 test and 10 validation images beside those to train on. */
    private DatasetVersion version(String version, int a, int b) {
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
