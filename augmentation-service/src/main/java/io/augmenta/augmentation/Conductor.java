package io.augmenta.augmentation;

import io.augmenta.contracts.AugmentationPolicy;
import io.augmenta.contracts.AugmentationStage;
import io.augmenta.contracts.AugmentationStep;
import io.augmenta.contracts.DatasetVersion;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells what is to be done next for a data set from what is known of it, and from nothing else: the same knowledge gives the
 * same move, with the same ids, whoever asks and however often. So a move that was made and not put on record, as where the
 * service was killed in between, is made again and changes nothing.
 *
 * <p>A round trains a generator, has images made by it, has them judged, and ends with the release gate's decision. Beside
 * rounds, what the targets lack is topped up by whatever generator is released.
 */
final class Conductor {
    private final Round round = new Round();
    private final TopUp topUp = new TopUp();

    /** The next move; empty while there is something to wait for, or nothing to do. */
    Optional<Move> next(Dossier known, Instant now) {
        Optional<AugmentationPolicy> policy = known.policy();
        Optional<DatasetVersion> version = known.latestVersion();
        if (policy.isEmpty() || version.isEmpty()) {
            return Optional.empty();
        }
        Records records = new Records(known, now);
        Optional<AugmentationStep> open = known.openRound();
        return open.flatMap(step -> round.proceed(policy.get(), known, step, records))
                .or(() -> topUp.answered(known, records))
                .or(() -> policy.get().active()
                        ? begin(policy.get(), known, version.get(), open, now, records)
                        : Optional.empty());
    }

    private Optional<Move> begin(
            AugmentationPolicy policy,
            Dossier known,
            DatasetVersion version,
            Optional<AugmentationStep> open,
            Instant now,
            Records records) {
        if (open.isEmpty()) {
            Optional<String> reason = Trigger.due(policy, known, version, now);
            if (reason.isPresent()) {
                return Optional.of(round.begin(policy, known, version, reason.get(), records));
            }
            boolean considered =
                    known.last(step -> step.version().equals(version.version())).isPresent();
            if (!considered) {
                return Optional.of(records.only(
                        records.currentRound(),
                        version,
                        AugmentationStage.WAITED,
                        Trigger.notYet(policy, known, version)));
            }
        }
        return topUp.lacking(policy, known, version, records);
    }
}
