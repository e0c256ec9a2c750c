package io.augmenta.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.augmenta.contracts.GenerationCompleted;
import io.augmenta.contracts.GenerationFailed;
import io.augmenta.contracts.GenerationRequested;
import io.augmenta.contracts.SyntheticBatch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests of the log that are of use until some time. */
class AnswerDeadlinesTest {
    private static final String TOO_LATE =
            "the images were not made by the deadline of the request, %s; ask again with a"
                    + " later one, or for fewer images";

    private AnswersRig rig;

    @BeforeEach
    void openStore(@TempDir Path folder) throws Exception {
        rig = new AnswersRig(folder);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void requestWhoseDeadlineHasPassedIsNotMade() throws Exception {
        rig.answers().answer(until(AnswersRig.NOW, "r1", 1));

        assertEquals(List.of(new GenerationFailed("r1", TOO_LATE.formatted(AnswersRig.NOW))), rig.log.events);
        assertEquals(List.of(GenerationObserver.Outcome.EXPIRED), rig.observer.outcomes);
        assertEquals(0, rig.generators.open());
    }

    @Test
    void requestWhoseDeadlineIsToComeIsMade() throws Exception {
        rig.answers().answer(until(AnswersRig.NOW.plus(Duration.ofDays(3650)), "r1", 1));

        assertInstanceOf(GenerationCompleted.class, rig.log.last());
    }

    @Test
    void deadlineThatPassesMeanwhileEndsTheAnswerAsAFailure() throws Exception {
        Instant deadline = AnswersRig.NOW.plusSeconds(60);
        AnswerLog slow = event -> {
            if (event instanceof SyntheticBatch batch && batch.sequence() == 1) {
                rig.runClock.advance(Duration.ofSeconds(60));
            }
            return rig.log.publish(event);
        };

        rig.answers(TestCheckpoints.known(rig.checkpoint), slow).answer(until(deadline, "r1", 1000));

        assertEquals(new GenerationFailed("r1", TOO_LATE.formatted(deadline)), rig.log.last());
        assertEquals(2, rig.log.batches().size());
    }

    @Test
    void deadlineThatPassesWhileTheLastImagesAreStoredIsNotMet() throws Exception {
        Instant deadline = AnswersRig.NOW.plusSeconds(60);
        AnswerLog slow = event -> {
            rig.runClock.advance(Duration.ofSeconds(60));
            return rig.log.publish(event);
        };

        rig.answers(TestCheckpoints.known(rig.checkpoint), slow).answer(until(deadline, "r1", 1));

        assertEquals(new GenerationFailed("r1", TOO_LATE.formatted(deadline)), rig.log.last());
    }

    private static GenerationRequested until(Instant deadline, String requestId, int images) {
        return new GenerationRequested(requestId, "run-e0002", Map.of("none", images), 7, deadline);
    }
}
