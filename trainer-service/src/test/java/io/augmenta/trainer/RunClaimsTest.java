package io.augmenta.trainer;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.contracts.TrainingStatus;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunClaimsTest {
    private final RunClaims claims = new RunClaims();

    @Test
    void theLaterClaimHoldsTheRun() {
        claims.heard(claim("run", TrainingStatus.STARTED, "a"));
        assertFalse(claims.superseded("run", "a"));

        claims.heard(claim("run", TrainingStatus.RESUMED, "b"));
        assertTrue(claims.superseded("run", "a"));
        assertFalse(claims.superseded("run", "b"));
    }

    @Test
    void aClaimThatIsNotInTheLogYetIsNotSuperseded() {
        claims.heard(claim("run", TrainingStatus.STARTED, "earlier"));

        assertFalse(claims.superseded("run", "on its way"));
    }

    @Test
    void aLogReadAgainFromItsBeginningChangesNothing() {
        claims.heard(claim("run", TrainingStatus.STARTED, "a"));
        claims.heard(claim("run", TrainingStatus.RESUMED, "b"));
        claims.heard(claim("run", TrainingStatus.STARTED, "a"));

        assertTrue(claims.superseded("run", "a"));
        assertFalse(claims.superseded("run", "b"));
    }

    @Test
    void claimsOnOtherRunsAndOtherProgressDoNotCount() {
        claims.heard(claim("run", TrainingStatus.STARTED, "a"));
        claims.heard(claim("another run", TrainingStatus.STARTED, "b"));
        claims.heard(claim("run", TrainingStatus.COMPLETED, "c"));

        assertFalse(claims.superseded("run", "a"));
    }

    private static TrainingProgressed claim(String runId, TrainingStatus status, String message) {
        return new TrainingProgressed(
                runId, status, 0, 1, 0, Map.of(), 0, Duration.ZERO, Duration.ZERO, "cpu", message, null, null);
    }
}
