package io.augmenta.augmentation;

import io.augmenta.contracts.AugmentationPolicy;
import io.augmenta.contracts.InvalidEventException;
import io.augmenta.eventlog.UnpublishedEventException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;

/** Takes policies from people. Thread-safe. */
public final class AugmentationDesk {
    private final AugmentationLoop loop;
    private final AugmentationLog log;
    private final Clock clock;

    /** Uses what it is given and closes none of it. */
    public AugmentationDesk(AugmentationLoop loop, AugmentationLog log, Clock clock) {
        this.loop = loop;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Sets the policy of a data set, which need not be there yet.
     *
     * @param policy makes it, with the time that it is set at
     * @return what is set
     * @throws ImpossiblePolicyException when it cannot be kept to; the message says what is allowed
     * @throws UnpublishedEventException when the log does not take it
     */
    public AugmentationPolicy set(Function<Instant, AugmentationPolicy> policy) {
        AugmentationPolicy set;
        try {
            set = policy.apply(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        } catch (InvalidEventException e) {
            ImpossiblePolicyException impossible = new ImpossiblePolicyException(String.valueOf(e.getMessage()));
            impossible.initCause(e);
            throw impossible;
        }
        log.set(set);
        loop.heard(set);
        return set;
    }

    /** How a data set stands; empty where it has no policy. */
    public Optional<AugmentationStanding> standing(String dataset) {
        return loop.standings().stream()
                .filter(standing -> standing.policy().dataset().equals(dataset))
                .findFirst();
    }
}
