package io.augmenta.trainer;

import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.contracts.TrainingStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Who holds a run where a rebalance lets two trainers think so: the one whose STARTED or RESUMED event came later.
 *
 * <p>All events of a run lie in one partition, so every trainer sees the claims in the same order. A claim is known by its
 * event's message, which names the attempt; it counts where it is first seen, so that a log read again from its
 * beginning changes nothing. Thread-safe.
 */
public final class RunClaims {
    private final Map<String, Claims> byRun = new HashMap<>();

    /** Takes note of a run's progress; to be called with all progress, in the order of the log. */
    public synchronized void heard(TrainingProgressed progress) {
        String claim = progress.message();
        boolean claims = progress.status() == TrainingStatus.STARTED || progress.status() == TrainingStatus.RESUMED;
        if (claims && claim != null) {
            byRun.computeIfAbsent(progress.runId(), run -> new Claims()).add(claim);
        }
    }

    /** Whether a claim on a run is in the log and another one came after it. */
    public synchronized boolean superseded(String runId, String claim) {
        Claims claims = byRun.get(runId);
        return claims != null && claims.seen.contains(claim) && !claims.latest.equals(claim);
    }

    private static final class Claims {
        private final Set<String> seen = new HashSet<>();
        private String latest = "";

        private void add(String claim) {
            if (seen.add(claim)) {
                latest = claim;
            }
        }
    }
}
