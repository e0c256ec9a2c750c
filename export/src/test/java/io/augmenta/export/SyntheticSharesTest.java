package io.augmenta.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.augmenta.contracts.AugmentationPolicy;
import io.augmenta.contracts.AugmentationStage;
import io.augmenta.contracts.AugmentationStep;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.GenerationCompleted;
import io.augmenta.contracts.OffsetRange;
import io.augmenta.contracts.ReleaseDecided;
import io.augmenta.contracts.ReleaseDecision;
import io.augmenta.contracts.Releases;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The sample version has five real training images of each class. */
class SyntheticSharesTest {
    private static final DatasetVersion VERSION = Samples.version();

    private static AugmentationStep toppedUp(long number, String checkpoint, Map<String, Integer> counts) {
        return step(number, AugmentationStage.TOPPED_UP, checkpoint, counts);
    }

    private static AugmentationStep step(
            long number, AugmentationStage stage, String checkpoint, Map<String, Integer> counts) {
        return new AugmentationStep(
                "brains-r1",
                number,
                "brains",
                VERSION.version(),
                stage,
                "request-" + number,
                checkpoint,
                counts,
                List.of(new OffsetRange("augmenta.synthetic-batches.v1", 0, number, number + 1)),
                "because",
                Instant.EPOCH.plusSeconds(number));
    }

    private static Releases releases(Object... checkpointsAndDecisions) {
        Releases releases = new Releases();
        for (int i = 0; i < checkpointsAndDecisions.length; i += 2) {
            String checkpoint = (String) checkpointsAndDecisions[i];
            releases.heard(new ReleaseDecided(
                    "decision-" + i,
                    "brains",
                    VERSION.version(),
                    checkpoint,
                    "evaluation-" + i,
                    (ReleaseDecision) checkpointsAndDecisions[i + 1],
                    List.of(),
                    ReleaseDecided.POLICY,
                    null,
                    Instant.EPOCH.plusSeconds(i)));
        }
        return releases;
    }

    private static List<String> summary(List<SyntheticShare> shares) {
        return shares.stream()
                .map(share -> share.requestId() + " " + share.counts())
                .toList();
    }

    private static List<String> byPolicy(AugmentationPolicy policy, Releases releases, AugmentationStep... steps) {
        return summary(SyntheticShares.byPolicy(policy, VERSION, List.of(steps), releases));
    }

    @Test
    void theEarliestCountUpToTheTarget() {
        AugmentationPolicy policy = Policies.targets(Map.of("glioma", 12), Map.of("no/tumor", 1.6));
        Releases releases = releases("c1", ReleaseDecision.RELEASED);

        List<String> shares = byPolicy(
                policy,
                releases,
                toppedUp(9, "c1", Map.of("glioma", 4, "no/tumor", 4)),
                toppedUp(3, "c1", Map.of("glioma", 5, "no/tumor", 1)),
                toppedUp(11, "c1", Map.of("glioma", 5)));

        // glioma lacks 7 of 12, no/tumor 3 of 1.6 times 5
        assertEquals(List.of("request-3 {glioma=5, no/tumor=1}", "request-9 {glioma=2, no/tumor=2}"), shares);
    }

    @Test
    void imagesOfAGeneratorThatWasRefusedSinceDoNotCount() {
        AugmentationPolicy policy = Policies.targets(Map.of("*", 8), Map.of());
        Releases releases =
                releases("c1", ReleaseDecision.RELEASED, "c2", ReleaseDecision.RELEASED, "c1", ReleaseDecision.REFUSED);

        List<String> shares = byPolicy(
                policy,
                releases,
                toppedUp(1, "c1", Map.of("glioma", 3)),
                toppedUp(2, "c2", Map.of("glioma", 3)),
                toppedUp(3, "never-judged", Map.of("no/tumor", 3)));

        assertEquals(List.of("request-2 {glioma=3}"), shares);
    }

    @Test
    void imagesMadeToJudgeAGeneratorByDoNotCount() {
        AugmentationPolicy policy = Policies.targets(Map.of("*", 8), Map.of());

        List<String> shares = byPolicy(
                policy,
                releases("c1", ReleaseDecision.RELEASED),
                step(1, AugmentationStage.CANDIDATES_ASKED, "c1", Map.of("glioma", 3)),
                step(2, AugmentationStage.TOP_UP_ASKED, "c1", Map.of("glioma", 3)));

        assertEquals(List.of(), shares);
    }

    @Test
    void nothingIsTakenWhereTargetsAreMetByRealImages() {
        List<String> shares = byPolicy(
                Policies.targets(Map.of("glioma", 5), Map.of()),
                releases("c1", ReleaseDecision.RELEASED),
                toppedUp(1, "c1", Map.of("glioma", 3)));

        assertEquals(List.of(), shares);
    }

    @Test
    void namedAnswersAreTakenWhole() {
        List<GenerationCompleted> answers = new ArrayList<>();
        answers.add(new GenerationCompleted("r1", "c1", Map.of("glioma", 3, "no/tumor", 0), List.of()));

        assertEquals(List.of("r1 {glioma=3}"), summary(SyntheticShares.of(answers)));
    }
}
