package io.augmenta.evaluator.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.GateFinding;
import io.augmenta.contracts.GateLimits;
import io.augmenta.contracts.MetricMeasured;
import io.augmenta.contracts.ReleaseDecided;
import io.augmenta.contracts.ReleaseDecision;
import io.augmenta.contracts.Releases;
import io.augmenta.contracts.Split;
import io.augmenta.evaluator.SampleStudy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReleaseGateTest {
    private static final OptionalDouble NONE = OptionalDouble.empty();
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.123456Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final EvaluationRequested REQUEST =
            new SampleStudy(1, 32).request("evaluation-1", "compact", List.of(SampleStudy.someRange()));

    private static final ReleasePolicy POLICY = new ReleasePolicy(
            new ReleasePolicy.Utility(OptionalDouble.of(-0.01), NONE, OptionalDouble.of(0.8)),
            new ReleasePolicy.Fidelity(OptionalDouble.of(0.5), NONE, NONE),
            new ReleasePolicy.Privacy(OptionalDouble.of(0.01), NONE));

    private static MetricMeasured metric(
            String name, double value, @Nullable Split split, @Nullable String dataType, @Nullable String label) {
        return new MetricMeasured("evaluation-1", name, value, "phantom", "v", "c", label, split, dataType);
    }

    private static List<MetricMeasured> good() {
        return List.of(
                metric("accuracy_score", 0.99, Split.TRAIN, "mixed", null),
                metric("accuracy_score", 0.1, Split.TEST, "generated", null),
                metric("accuracy_score", 0.9, Split.TEST, "mixed", null),
                metric("accuracy_score_gain_over_baseline", 0.02, Split.TEST, "mixed", null),
                metric("coverage", 0.1, null, null, "glioma"),
                metric("coverage", 0.6, null, null, null),
                metric("coverage_floor", 0.9, null, null, null),
                metric("copy_rate_pixels", 0.01, null, null, null),
                metric("copy_rate_fingerprints", 0.005, null, null, null),
                metric("copy_rate_features", 0, null, null, null));
    }

    private static List<MetricMeasured> goodBut(String name, double value) {
        List<MetricMeasured> metrics = new ArrayList<>(good());
        metrics.replaceAll(metric -> metric.name().equals(name) && metric.label() == null
                ? metric(name, value, metric.split(), metric.dataType(), null)
                : metric);
        return metrics;
    }

    private static ReleaseDecided decide(ReleasePolicy policy, List<MetricMeasured> metrics) {
        return new ReleaseGate(policy, CLOCK).decide(REQUEST, metrics);
    }

    private static List<String> unmet(ReleaseDecided decided) {
        return decided.findings().stream()
                .filter(finding -> !finding.met())
                .map(GateFinding::rule)
                .toList();
    }

    @Test
    void whatKeepsToEveryLimitIsReleasedWithEveryFigure() {
        ReleaseDecided decided = decide(POLICY, good());

        assertEquals(ReleaseDecision.RELEASED, decided.decision());
        assertEquals(
                List.of(
                        "least-gain",
                        "least-accuracy",
                        "least-coverage-share",
                        "most-copied",
                        "most-copied-by-fingerprints",
                        "most-copied-by-features"),
                decided.findings().stream().map(GateFinding::rule).toList());
        assertEquals(0.9, decided.findings().get(1).value());
        assertEquals(0.6 / 0.9, decided.findings().get(2).value());
        assertEquals(
                "copy rate by pixels is 0.01000; at most 0.01000 is asked for",
                decided.findings().get(3).explanation());
        assertEquals(ReleaseDecided.POLICY, decided.decidedBy());
        assertEquals("evaluation-1", decided.decisionId());
        assertEquals(Instant.parse("2026-11-23T10:00:00.123Z"), decided.decidedAt());
    }

    @Test
    void oneBrokenLimitRefuses() {
        ReleaseDecided copied = decide(POLICY, goodBut("copy_rate_features", 0.011));
        ReleaseDecided lookalikes = decide(POLICY, goodBut("copy_rate_fingerprints", 0.2));
        ReleaseDecided worse = decide(POLICY, goodBut("accuracy_score_gain_over_baseline", -0.02));

        assertEquals(ReleaseDecision.REFUSED, copied.decision());
        assertEquals(List.of("most-copied-by-features"), unmet(copied));
        assertEquals(List.of("most-copied-by-fingerprints"), unmet(lookalikes));
        assertEquals(ReleaseDecision.REFUSED, worse.decision());
        assertEquals(List.of("least-gain"), unmet(worse));
    }

    @Test
    void whatWasNotMeasuredIsNotReleased() {
        ReleaseDecided decided = decide(POLICY, good().subList(0, 5));

        assertEquals(ReleaseDecision.REFUSED, decided.decision());
        assertEquals(
                List.of(
                        "least-coverage-share",
                        "most-copied",
                        "most-copied-by-fingerprints",
                        "most-copied-by-features"),
                unmet(decided));
        assertEquals(
                "copy rate by pixels was not measured; at most 0.01000 is asked for",
                decided.findings().get(3).explanation());
    }

    @Test
    void aFigureThatIsNoNumberCountsAsNotMeasured() {
        assertEquals(List.of("most-copied"), unmet(decide(POLICY, goodBut("copy_rate_pixels", Double.NaN))));
    }

    @Test
    void aPolicyWithoutLimitsReleasesNothing() {
        ReleasePolicy empty = new ReleasePolicy(
                new ReleasePolicy.Utility(NONE, NONE, NONE),
                new ReleasePolicy.Fidelity(NONE, NONE, NONE),
                new ReleasePolicy.Privacy(NONE, NONE));

        assertEquals(ReleaseDecision.REFUSED, decide(empty, good()).decision());
    }

    @Test
    void anOverrideIsRecordedWithWhoAndWhyAndCounts() {
        Releases releases = new Releases();
        List<ReleaseDecided> told = new ArrayList<>();
        ReleaseDesk desk = new ReleaseDesk(releases, told::add, Clock.fixed(NOW.plusSeconds(60), ZoneOffset.UTC));
        ReleaseDecided refused = decide(POLICY, goodBut("copy_rate_pixels", 0.5));
        releases.heard(refused);

        ReleaseDecided override = desk.override(
                REQUEST.dataset(), REQUEST.checkpointId(), "released", "A. Example", "pairs were looked at");

        assertEquals(List.of(override), told);
        assertTrue(override.overridden());
        assertEquals(refused.findings(), override.findings());
        assertEquals("evaluation-1", override.evaluationId());
        assertEquals(override, releases.released(REQUEST.dataset()).orElseThrow());
        assertEquals(List.of(refused, override), releases.all());
    }

    @Test
    void anOverrideNeedsAPersonAReasonAndADecisionToOverride() {
        Releases releases = new Releases();
        releases.heard(decide(POLICY, good()));
        ReleaseDesk desk = new ReleaseDesk(releases, decision -> {}, CLOCK);

        assertEquals(
                "why is missing; an override needs dataset, checkpointId, decision, by and why",
                refusal(desk, REQUEST.checkpointId(), "refused", "A. Example", " "));
        assertEquals(
                "decision is 'maybe'; it is released or refused",
                refusal(desk, REQUEST.checkpointId(), "maybe", "A. Example", "doubt"));
        assertTrue(refusal(desk, "no-such", "refused", "A. Example", "doubt").contains(REQUEST.checkpointId()));
        assertTrue(refusal(desk, REQUEST.checkpointId(), "refused", "policy", "doubt")
                .contains("name of a person"));
    }

    private static String refusal(
            ReleaseDesk desk, String checkpoint, String decision, String by, @Nullable String why) {
        ImpossibleOverrideException refused = assertThrows(
                ImpossibleOverrideException.class,
                () -> desk.override(REQUEST.dataset(), checkpoint, decision, by, why));
        return String.valueOf(refused.getMessage());
    }

    @Test
    void theLatestDecisionCountsInWhateverOrderTheyAreHeard() {
        ReleaseDecided released = decide(POLICY, good());
        ReleaseDecided withdrawn = new ReleaseDecided(
                "override-1",
                released.dataset(),
                released.version(),
                released.checkpointId(),
                released.evaluationId(),
                ReleaseDecision.REFUSED,
                List.of(),
                "A. Example",
                "withdrawn",
                released.decidedAt().plusMillis(1));
        Releases releases = new Releases();
        releases.heard(withdrawn);
        releases.heard(released);
        releases.heard(released);

        assertEquals(List.of(withdrawn), releases.standing());
        assertFalse(releases.released(released.dataset()).isPresent());
        assertEquals(List.of(), releases.datasets());
    }

    @Test
    void aLaterEvaluationDoesNotUndoWhatAPersonDecided() {
        Releases releases = new Releases();
        ReleaseDecided byPolicy = decide(POLICY, good());
        ReleaseDecided withdrawn = copy(byPolicy, "override-1", ReleaseDecision.REFUSED, "A. Example", 1);
        ReleaseDecided evaluatedAgain =
                copy(byPolicy, "evaluation-2", ReleaseDecision.RELEASED, ReleaseDecided.POLICY, 2);
        releases.heard(byPolicy);
        releases.heard(withdrawn);
        releases.heard(evaluatedAgain);

        assertEquals(List.of(withdrawn), releases.standing());

        ReleaseDecided restored = copy(byPolicy, "override-2", ReleaseDecision.RELEASED, "B. Example", 3);
        releases.heard(restored);
        assertEquals(restored, releases.released(byPolicy.dataset()).orElseThrow());
    }

    private static ReleaseDecided copy(
            ReleaseDecided of, String id, ReleaseDecision decision, String by, int secondsLater) {
        return new ReleaseDecided(
                id,
                of.dataset(),
                of.version(),
                of.checkpointId(),
                of.evaluationId(),
                decision,
                List.of(),
                by,
                by.equals(ReleaseDecided.POLICY) ? null : "looked at",
                of.decidedAt().plusSeconds(secondsLater));
    }

    private static ReleaseDecided decideBy(Map<String, OptionalDouble> limits, List<MetricMeasured> metrics) {
        EvaluationRequested asked = REQUEST.with(REQUEST.settings().gatedBy(new GateLimits(limits)));
        return new ReleaseGate(POLICY, CLOCK).decide(asked, metrics);
    }

    private static Map<String, String> limitsFrom(ReleaseDecided decided) {
        return decided.findings().stream().collect(Collectors.toMap(GateFinding::rule, GateFinding::limitFrom));
    }

    @Test
    void aStricterLimitOfTheRequestRefusesWhatThePolicyReleases() {
        assertEquals(ReleaseDecision.RELEASED, decide(POLICY, good()).decision());

        ReleaseDecided decided = decideBy(Map.of("least-gain", OptionalDouble.of(0.03)), good());

        assertEquals(ReleaseDecision.REFUSED, decided.decision());
        assertEquals(List.of("least-gain"), unmet(decided));
        assertEquals(0.03, decided.findings().get(0).limit());
        Map<String, String> from = limitsFrom(decided);
        assertEquals("request", from.remove("least-gain"));
        assertEquals(Set.of("evaluator"), Set.copyOf(from.values()));
        assertEquals(List.of(), decided.waived());
    }

    @Test
    void aLooserLimitOfTheRequestReleasesWhatThePolicyRefuses() {
        List<MetricMeasured> copies = goodBut("copy_rate_features", 0.05);
        assertEquals(ReleaseDecision.REFUSED, decide(POLICY, copies).decision());

        ReleaseDecided decided = decideBy(Map.of("most-copied", OptionalDouble.of(0.05)), copies);

        assertEquals(ReleaseDecision.RELEASED, decided.decision());
        assertEquals(
                List.of("most-copied", "most-copied-by-fingerprints", "most-copied-by-features"),
                decided.findings().stream()
                        .filter(finding ->
                                finding.limit() == 0.05 && finding.limitFrom().equals("request"))
                        .map(GateFinding::rule)
                        .toList());
    }

    @Test
    void aRuleThatTheRequestAddsIsAskedForAndOneThatItTakesAwayIsTold() {
        ReleaseDecided decided = decideBy(
                Map.of("most-membership-area", OptionalDouble.of(0.7), "least-accuracy", NONE, "most-ks-pixels", NONE),
                good());

        assertEquals(List.of("most-membership-area"), unmet(decided));
        assertFalse(limitsFrom(decided).containsKey("least-accuracy"));
        // the policy does not ask about pixels, so there is nothing to take away
        assertEquals(List.of("least-accuracy"), decided.waived());
    }

    @Test
    void nothingIsReleasedWhereTheRequestTakesEveryRuleAway() {
        ReleaseDecided decided = decideBy(
                Map.of("least-gain", NONE, "least-accuracy", NONE, "least-coverage-share", NONE, "most-copied", NONE),
                good());

        assertEquals(ReleaseDecision.REFUSED, decided.decision());
        assertEquals(List.of("least-gain", "least-accuracy", "least-coverage-share", "most-copied"), decided.waived());
    }
}
