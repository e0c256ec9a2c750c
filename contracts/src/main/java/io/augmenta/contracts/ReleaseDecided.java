package io.augmenta.contracts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a checkpoint is released for a data set. Which of several decisions on one checkpoint counts {@link
 * Releases} says; all of them are kept, so that it can be told later who decided what, and why.
 *
 * @param decisionId the decision; that of a policy is named after its evaluation, so that it is made once
 * @param dataset name of the data set
 * @param version the data set's version that was evaluated
 * @param checkpointId what is released or refused
 * @param evaluationId the evaluation that it is based on
 * @param decision what was decided
 * @param findings what each rule of the policy found; of an override, what was overridden
 * @param decidedBy {@value #POLICY}, or the person who overrode it
 * @param why the person's reason, or null where the policy decided
 * @param decidedAt when, to the millisecond
 * @param waived rules of the evaluator that the request for the evaluation took away
 */
public record ReleaseDecided(
        String decisionId,
        String dataset,
        String version,
        String checkpointId,
        String evaluationId,
        ReleaseDecision decision,
        List<GateFinding> findings,
        String decidedBy,
        @Nullable String why,
        Instant decidedAt,
        List<String> waived)
        implements Event {
    /** Who decides where no person does. */
    public static final String POLICY = "policy";

    /** Checks the names, and that who overrides says why; copies the findings. */
    public ReleaseDecided {
        Check.notBlank("id of a release decision", decisionId);
        Check.notBlank("data set of a release decision", dataset);
        Check.notBlank("version of a release decision", version);
        Check.notBlank("checkpoint of a release decision", checkpointId);
        Check.notBlank("evaluation of a release decision", evaluationId);
        Check.notBlank("who made a release decision", decidedBy);
        if (!decidedBy.equals(POLICY) && (why == null || why.isBlank())) {
            throw new InvalidEventException("release decision " + decisionId + " of " + decidedBy
                    + " has no reason; who overrides a policy says why");
        }
        findings = List.copyOf(findings);
        waived = List.copyOf(waived);
    }

    /** A decision for which no rule was taken away. */
    public ReleaseDecided(
            String decisionId,
            String dataset,
            String version,
            String checkpointId,
            String evaluationId,
            ReleaseDecision decision,
            List<GateFinding> findings,
            String decidedBy,
            @Nullable String why,
            Instant decidedAt) {
        this(
                decisionId,
                dataset,
                version,
                checkpointId,
                evaluationId,
                decision,
                findings,
                decidedBy,
                why,
                decidedAt,
                List.of());
    }

    /** Whether a person decided against or beside the policy. */
    public boolean overridden() {
        return !decidedBy.equals(POLICY);
    }

    @Override
    public String key() {
        return decisionId;
    }
}
