package io.augmenta.quickstart.command;

import io.augmenta.contracts.GateFinding;
import io.augmenta.contracts.ReleaseDecided;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The decision on a checkpoint for people.
 *
 * @param decision of the policy, on one evaluation
 * @param standing the decision that counts, which a person may have made
 */
record ReleaseText(ReleaseDecided decision, ReleaseDecided standing) {

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        List<GateFinding> broken =
                decision.findings().stream().filter(finding -> !finding.met()).toList();
        lines.add("Decision: " + said(decision) + ", " + (decision.findings().size() - broken.size()) + " of "
                + decision.findings().size() + " rules are kept" + (broken.isEmpty() ? "" : "; broken:"));
        broken.forEach(
                finding -> lines.add("  " + finding.rule() + " (" + finding.area() + "): " + finding.explanation()));
        if (!decision.waived().isEmpty()) {
            lines.add("Rules of the evaluator that were taken away: " + String.join(", ", decision.waived()));
        }
        if (standing.overridden()) {
            lines.add("What counts is the decision of " + standing.decidedBy() + ": " + said(standing) + ", because "
                    + standing.why());
        }
        return lines;
    }

    private static String said(ReleaseDecided decided) {
        return decided.decision().name().toLowerCase(Locale.ROOT);
    }
}
