package io.augmenta.quickstart.sweep;

/**
 * Why a run of a sweep has no scores.
 *
 * @param outcome how it ended, which is not completed
 * @param reason for a person to read
 */
public record Shortfall(RunOutcome outcome, String reason) {

    static Shortfall failure(String reason) {
        return new Shortfall(RunOutcome.FAILED, reason);
    }
}
