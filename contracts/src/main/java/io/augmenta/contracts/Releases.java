package io.augmenta.contracts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What counts of all release decisions: of several on one checkpoint for one data set the latest of a person, and where no
 * person decided the policy's latest. So a later evaluation does not undo what a person decided. It does not matter in which
 * order they are heard, or how often. Thread-safe.
 */
public final class Releases {
    private static final Comparator<ReleaseDecided> BY_TIME =
            Comparator.comparing(ReleaseDecided::decidedAt).thenComparing(ReleaseDecided::decisionId);

    private final Map<String, ReleaseDecided> decisions = new LinkedHashMap<>();

    /** Hears of a decision. */
    public synchronized void heard(ReleaseDecided decision) {
        decisions.put(decision.decisionId(), decision);
    }

    /** All decisions, the earliest first. */
    public synchronized List<ReleaseDecided> all() {
        return decisions.values().stream().sorted(BY_TIME).toList();
    }

    /** The decision of that id. */
    public synchronized Optional<ReleaseDecided> find(String decisionId) {
        return Optional.ofNullable(decisions.get(decisionId));
    }

    /** The decisions that count, one for each checkpoint and data set that was decided on, the latest last. */
    public List<ReleaseDecided> standing() {
        Map<List<String>, ReleaseDecided> latest = new LinkedHashMap<>();
        for (ReleaseDecided decision : all()) {
            latest.merge(
                    List.of(decision.dataset(), decision.checkpointId()),
                    decision,
                    (earlier, later) -> earlier.overridden() && !later.overridden() ? earlier : later);
        }
        return latest.values().stream().sorted(BY_TIME).toList();
    }

    /** The decision that counts for a checkpoint and a data set; empty where there is none. */
    public Optional<ReleaseDecided> standing(String dataset, String checkpointId) {
        return standing().stream()
                .filter(decision -> decision.dataset().equals(dataset)
                        && decision.checkpointId().equals(checkpointId))
                .findFirst();
    }

    /** The checkpoint that was released last for a data set and has not been refused since. */
    public Optional<ReleaseDecided> released(String dataset) {
        return standing().stream()
                .filter(decision -> decision.dataset().equals(dataset))
                .filter(decision -> decision.decision() == ReleaseDecision.RELEASED)
                .reduce((earlier, later) -> later);
    }

    /** Data sets that have a released checkpoint, in alphabetic order. */
    public List<String> datasets() {
        List<String> names = new ArrayList<>();
        for (ReleaseDecided decision : standing()) {
            if (decision.decision() == ReleaseDecision.RELEASED && !names.contains(decision.dataset())) {
                names.add(decision.dataset());
            }
        }
        return names.stream().sorted().toList();
    }
}
