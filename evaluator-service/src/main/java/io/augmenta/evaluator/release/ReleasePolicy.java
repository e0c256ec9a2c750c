package io.augmenta.evaluator.release;

import static io.augmenta.contracts.GateThreshold.LEAST_ACCURACY;
import static io.augmenta.contracts.GateThreshold.LEAST_COVERAGE_SHARE;
import static io.augmenta.contracts.GateThreshold.LEAST_GAIN;
import static io.augmenta.contracts.GateThreshold.LEAST_GAIN_OVER_REPEATED;
import static io.augmenta.contracts.GateThreshold.MOST_COPIED;
import static io.augmenta.contracts.GateThreshold.MOST_FRECHET_MULTIPLE;
import static io.augmenta.contracts.GateThreshold.MOST_KS_PIXELS;
import static io.augmenta.contracts.GateThreshold.MOST_MEMBERSHIP_AREA;

import io.augmenta.contracts.GateFinding;
import io.augmenta.contracts.GateLimits;
import io.augmenta.contracts.GateThreshold;
import io.augmenta.contracts.MetricMeasured;
import io.augmenta.contracts.ReleaseDecision;
import io.augmenta.evaluator.release.GateRule.Bound;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What an evaluation must show for its checkpoint to be released. A limit that is not given is not asked about.
 *
 * @param utility about a classifier that learns from generated images beside real ones
 * @param fidelity about the likeness of generated and real images
 * @param privacy about copies of training images
 */
public record ReleasePolicy(Utility utility, Fidelity fidelity, Privacy privacy) {

    /**
     * Limits about a classifier that learns from generated images beside real ones (mixed).
     *
     * @param leastGain the least by which its accuracy must exceed that of one on real images alone; below 0, what may be
     *     lost
     * @param leastGainOverRepeated the same over one on real images of which some are repeated
     * @param leastAccuracy its least accuracy on real test images
     */
    public record Utility(
            OptionalDouble leastGain, OptionalDouble leastGainOverRepeated, OptionalDouble leastAccuracy) {}

    /**
     * Limits about likeness.
     *
     * @param leastCoverageShare the least coverage, as a share of what real images reach
     * @param mostFrechetMultiple the largest Fréchet distance, as a multiple of that between real images
     * @param mostKsPixels the largest Kolmogorov-Smirnov distance of pixel intensities
     */
    public record Fidelity(
            OptionalDouble leastCoverageShare, OptionalDouble mostFrechetMultiple, OptionalDouble mostKsPixels) {}

    /**
     * Limits about copies.
     *
     * @param mostCopied the largest copy rate, by pixels, by fingerprints and by features alike
     * @param mostMembershipArea the largest area under the ROC curve of a membership inference attack
     */
    public record Privacy(OptionalDouble mostCopied, OptionalDouble mostMembershipArea) {}

    /**
     * What the policy decides, and why.
     *
     * @param decision released where every rule is met, and there is one
     * @param findings what each rule found
     * @param waived limits of this policy that were taken away
     */
    public record Verdict(ReleaseDecision decision, List<GateFinding> findings, List<String> waived) {
        /** Copies the lists. */
        public Verdict {
            findings = List.copyOf(findings);
            waived = List.copyOf(waived);
        }
    }

    /**
     * Judges the figures of one evaluation. Without any limit nothing is released.
     *
     * @param gate limits that take the place of this policy's, rule by rule
     */
    public Verdict judge(List<MetricMeasured> metrics, GateLimits gate) {
        Figures figures = new Figures(metrics);
        List<GateFinding> findings = overriddenBy(gate).rules().stream()
                .map(rule -> rule.findIn(
                        figures, gate.names(rule.threshold()) ? GateFinding.REQUEST : GateFinding.EVALUATOR))
                .toList();
        boolean released = !findings.isEmpty() && findings.stream().allMatch(GateFinding::met);
        return new Verdict(released ? ReleaseDecision.RELEASED : ReleaseDecision.REFUSED, findings, waivedBy(gate));
    }

    private ReleasePolicy overriddenBy(GateLimits gate) {
        return new ReleasePolicy(
                new Utility(
                        gate.limit(LEAST_GAIN, utility.leastGain()),
                        gate.limit(LEAST_GAIN_OVER_REPEATED, utility.leastGainOverRepeated()),
                        gate.limit(LEAST_ACCURACY, utility.leastAccuracy())),
                new Fidelity(
                        gate.limit(LEAST_COVERAGE_SHARE, fidelity.leastCoverageShare()),
                        gate.limit(MOST_FRECHET_MULTIPLE, fidelity.mostFrechetMultiple()),
                        gate.limit(MOST_KS_PIXELS, fidelity.mostKsPixels())),
                new Privacy(
                        gate.limit(MOST_COPIED, privacy.mostCopied()),
                        gate.limit(MOST_MEMBERSHIP_AREA, privacy.mostMembershipArea())));
    }

    /** Who takes a rule away has to be seen doing it. */
    private List<String> waivedBy(GateLimits gate) {
        return rules().stream()
                .map(GateRule::threshold)
                .distinct()
                .filter(threshold -> gate.names(threshold)
                        && gate.limit(threshold, OptionalDouble.empty()).isEmpty())
                .map(GateThreshold::label)
                .toList();
    }

    private List<GateRule> rules() {
        return Stream.of(utilityRules(), fidelityRules(), privacyRules())
                .flatMap(rules -> rules)
                .flatMap(Optional::stream)
                .toList();
    }

    private Stream<Optional<GateRule>> utilityRules() {
        return Stream.of(
                rule(
                        LEAST_GAIN,
                        "",
                        Area.UTILITY,
                        "gain of accuracy over real images alone",
                        figures -> figures.find("accuracy_score_gain_over_baseline"),
                        Bound.AT_LEAST,
                        utility.leastGain()),
                rule(
                        LEAST_GAIN_OVER_REPEATED,
                        "",
                        Area.UTILITY,
                        "gain of accuracy over repeated real images",
                        figures -> figures.find("accuracy_score_gain_over_repeated"),
                        Bound.AT_LEAST,
                        utility.leastGainOverRepeated()),
                rule(
                        LEAST_ACCURACY,
                        "",
                        Area.UTILITY,
                        "accuracy with generated images added",
                        figures -> figures.find("accuracy_score"),
                        Bound.AT_LEAST,
                        utility.leastAccuracy()));
    }

    private Stream<Optional<GateRule>> fidelityRules() {
        return Stream.of(
                rule(
                        LEAST_COVERAGE_SHARE,
                        "",
                        Area.FIDELITY,
                        "coverage as a share of real images'",
                        figures -> figures.share("coverage", "coverage_floor"),
                        Bound.AT_LEAST,
                        fidelity.leastCoverageShare()),
                rule(
                        MOST_FRECHET_MULTIPLE,
                        "",
                        Area.FIDELITY,
                        "Fréchet distance as a multiple of real images'",
                        figures -> figures.share("frechet_distance", "frechet_distance_floor"),
                        Bound.AT_MOST,
                        fidelity.mostFrechetMultiple()),
                rule(
                        MOST_KS_PIXELS,
                        "",
                        Area.FIDELITY,
                        "Kolmogorov-Smirnov distance of pixels",
                        figures -> figures.find("ks_pixels_statistic"),
                        Bound.AT_MOST,
                        fidelity.mostKsPixels()));
    }

    private Stream<Optional<GateRule>> privacyRules() {
        return Stream.of(
                rule(
                        MOST_COPIED,
                        "",
                        Area.PRIVACY,
                        "copy rate by pixels",
                        figures -> figures.find("copy_rate_pixels"),
                        Bound.AT_MOST,
                        privacy.mostCopied()),
                rule(
                        MOST_COPIED,
                        "-by-fingerprints",
                        Area.PRIVACY,
                        "copy rate by fingerprints, withheld images included,",
                        figures -> figures.find("copy_rate_fingerprints"),
                        Bound.AT_MOST,
                        privacy.mostCopied()),
                rule(
                        MOST_COPIED,
                        "-by-features",
                        Area.PRIVACY,
                        "copy rate by features",
                        figures -> figures.find("copy_rate_features"),
                        Bound.AT_MOST,
                        privacy.mostCopied()),
                rule(
                        MOST_MEMBERSHIP_AREA,
                        "",
                        Area.PRIVACY,
                        "area under the curve of a membership inference attack",
                        figures -> figures.find("membership_inference_area"),
                        Bound.AT_MOST,
                        privacy.mostMembershipArea()));
    }

    private static Optional<GateRule> rule(
            GateThreshold threshold,
            String figure,
            Area area,
            String subject,
            Function<Figures, OptionalDouble> reading,
            Bound bound,
            OptionalDouble limit) {
        return limit.isEmpty()
                ? Optional.empty()
                : Optional.of(new GateRule(
                        threshold, threshold.label() + figure, area, subject, reading, bound, limit.getAsDouble()));
    }
}
