package io.augmenta.augmentation;

import io.augmenta.contracts.AugmentationStage;
import io.augmenta.contracts.AugmentationStep;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.Event;
import io.augmenta.contracts.OffsetRange;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the next step of a data set. */
final class Records {
    private static final int LONGEST_NAME = 30;
    private static final int VERSION_DIGITS = 8;

    private final Dossier known;
    private final Instant now;

    Records(Dossier known, Instant now) {
        this.known = known;
        this.now = now.truncatedTo(ChronoUnit.MILLIS);
    }

    /** A name for the round after those there were; short enough for the id of a run. */
    String nextRound(DatasetVersion version) {
        return shortened(known.dataset(), LONGEST_NAME) + "-" + shortened(version.version(), VERSION_DIGITS) + "-r"
                + (known.rounds() + 1);
    }

    private static String shortened(String text, int length) {
        return text.substring(0, Math.min(length, text.length()));
    }

    /** The round that was begun last; what happens between rounds belongs to it. */
    String currentRound() {
        return known.lastRound().map(AugmentationStep::correlationId).orElseGet(known::dataset);
    }

    /** A step that asks nobody for anything. */
    Move only(String round, DatasetVersion version, AugmentationStage stage, String explanation) {
        return new Move(
                Optional.empty(), step(round, version.version(), stage, "", "", Map.of(), List.of(), explanation));
    }

    /** A step of something that has been asked for. */
    Move outcome(AugmentationStep asked, AugmentationStage stage, String checkpointId, String explanation) {
        return new Move(
                Optional.empty(),
                step(
                        asked.correlationId(),
                        asked.version(),
                        stage,
                        asked.subject(),
                        checkpointId,
                        asked.counts(),
                        List.of(),
                        explanation));
    }

    /** A step that asks for something, which is told by its id. */
    Move asking(
            Event request,
            String round,
            String version,
            AugmentationStage stage,
            String checkpointId,
            Map<String, Integer> counts,
            String explanation) {
        return new Move(
                Optional.of(request),
                step(round, version, stage, request.key(), checkpointId, counts, List.of(), explanation));
    }

    AugmentationStep step(
            String round,
            String version,
            AugmentationStage stage,
            String subject,
            String checkpointId,
            Map<String, Integer> counts,
            List<OffsetRange> ranges,
            String explanation) {
        return new AugmentationStep(
                round,
                known.nextNumber(),
                known.dataset(),
                version,
                stage,
                subject,
                checkpointId,
                counts,
                ranges,
                explanation,
                now);
    }
}
