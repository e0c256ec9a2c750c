package io.augmenta.evaluator.release;

import io.augmenta.contracts.ReleaseDecided;
import io.augmenta.contracts.ReleaseDecision;
import io.augmenta.contracts.Releases;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a person overrides a decision. What is overridden stays on record, and so do who overrode it and why. Thread-safe.
 */
public final class ReleaseDesk {
    private final Releases releases;
    private final ReleaseLog log;
    private final Clock clock;

    /**
     * A desk.
     *
     * @param releases what was decided so far
     * @param log takes new decisions
     */
    public ReleaseDesk(Releases releases, ReleaseLog log, Clock clock) {
        this.releases = releases;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Overrides what counts for a checkpoint. Only what was evaluated can be released.
     *
     * @param decision released or refused, in any case
     * @param by who overrides
     * @param why the reason
     * @return the new decision, which is stored for good
     * @throws ImpossibleOverrideException when a field is missing or there is no decision on the checkpoint
     */
    public ReleaseDecided override(
            @Nullable String dataset,
            @Nullable String checkpointId,
            @Nullable String decision,
            @Nullable String by,
            @Nullable String why) {
        ReleaseDecided standing = standing(required("dataset", dataset), required("checkpointId", checkpointId));
        String who = required("by", by);
        if (who.equals(ReleaseDecided.POLICY)) {
            throw new ImpossibleOverrideException(
                    "by is '" + who + "', which is what the policy's own decisions say; give the name of a person");
        }
        ReleaseDecided override = new ReleaseDecided(
                "override-" + UUID.randomUUID(),
                standing.dataset(),
                standing.version(),
                standing.checkpointId(),
                standing.evaluationId(),
                decision(required("decision", decision)),
                standing.findings(),
                who,
                required("why", why),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                standing.waived());
        log.decided(override);
        releases.heard(override);
        return override;
    }

    private ReleaseDecided standing(String dataset, String checkpointId) {
        return releases.standing(dataset, checkpointId).orElseThrow(() -> {
            List<String> known = releases.standing().stream()
                    .filter(decided -> decided.dataset().equals(dataset))
                    .map(ReleaseDecided::checkpointId)
                    .toList();
            return new ImpossibleOverrideException("There is no decision on checkpoint '" + checkpointId
                    + "' for data set '" + dataset
                    + "', so nothing to override; evaluate it first. Decided on for it are "
                    + known);
        });
    }

    private static ReleaseDecision decision(String asked) {
        return switch (asked.toUpperCase(Locale.ROOT)) {
            case "RELEASED" -> ReleaseDecision.RELEASED;
            case "REFUSED" -> ReleaseDecision.REFUSED;
            default -> throw new ImpossibleOverrideException("decision is '" + asked + "'; it is released or refused");
        };
    }

    private static String required(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new ImpossibleOverrideException(
                    field + " is missing; an override needs dataset, checkpointId, decision, by and why");
        }
        return value;
    }
}
