package io.augmenta.evaluator.release;

import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.MetricMeasured;
import io.augmenta.contracts.ReleaseDecided;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Turns an evaluation into a decision, by a policy and by what the request puts in its place. Thread-safe. */
public final class ReleaseGate {
    private final ReleasePolicy policy;
    private final Clock clock;

    /** A gate that asks what the policy asks. */
    public ReleaseGate(ReleasePolicy policy, Clock clock) {
        this.policy = policy;
        this.clock = clock;
    }

    /** The decision on the evaluated checkpoint; it has the evaluation's id, so that an evaluation decides once. */
    public ReleaseDecided decide(EvaluationRequested evaluation, List<MetricMeasured> metrics) {
        ReleasePolicy.Verdict verdict =
                policy.judge(metrics, evaluation.settings().gate());
        return new ReleaseDecided(
                evaluation.evaluationId(),
                evaluation.dataset(),
                evaluation.version(),
                evaluation.checkpointId(),
                evaluation.evaluationId(),
                verdict.decision(),
                verdict.findings(),
                ReleaseDecided.POLICY,
                null,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                verdict.waived());
    }
}
