package io.augmenta.augmentation;

import io.augmenta.contracts.AugmentationPolicy;
import io.augmenta.contracts.AugmentationStep;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.EvaluationFailed;
import io.augmenta.contracts.Event;
import io.augmenta.contracts.GenerationCompleted;
import io.augmenta.contracts.GenerationFailed;
import io.augmenta.contracts.ReleaseDecided;
import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.contracts.TrainingStatus;
import io.augmenta.eventlog.UnpublishedEventException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of what happens, and does what follows from it. What follows from an event is on record before {@link #heard} returns,
 * so an event may be acknowledged then. Keeps a few hundred bytes for each step and version. Thread-safe.
 */
public final class AugmentationLoop {
    private static final Logger LOG = LoggerFactory.getLogger(AugmentationLoop.class);

    private final AugmentationLog log;
    private final AugmentationObserver observer;
    private final Clock clock;
    private final Conductor conductor = new Conductor();
    private final Map<String, Dossier> dossiers = new TreeMap<>();
    private boolean open;
    private boolean closed;

    /**
     * A loop that only listens until it is opened.
     *
     * @param log takes requests and steps
     * @param observer hears of every step
     * @param clock tells the time of steps
     */
    public AugmentationLoop(AugmentationLog log, AugmentationObserver observer, Clock clock) {
        this.log = log;
        this.observer = observer;
        this.clock = clock;
    }

    /**
     * Begins to act, unless it is closed; all that happened before this process began has to be heard by then.
     *
     * @throws UnpublishedEventException when the log does not take a request or a step
     */
    public synchronized void open() {
        open = !closed;
        tick();
    }

    /** Stops to act, for good. */
    public synchronized void close() {
        open = false;
        closed = true;
    }

    /**
     * Looks whether time alone asks for something.
     *
     * @throws UnpublishedEventException when the log does not take a request or a step
     */
    public synchronized void tick() {
        dossiers.values().forEach(this::settle);
    }

    /**
     * Hears of an event, as often as one likes; events that say nothing about augmentation are passed over.
     *
     * @throws UnpublishedEventException when the log does not take a request or a step; the event may be told again
     */
    public synchronized void heard(Event event) {
        if (event instanceof AugmentationPolicy policy) {
            dossier(policy.dataset()).heard(policy);
            settle(dossier(policy.dataset()));
        } else if (event instanceof AugmentationStep step) {
            dossier(step.dataset()).heard(step);
            settle(dossier(step.dataset()));
        } else if (event instanceof DatasetVersion version) {
            dossier(version.name()).heard(version);
            settle(dossier(version.name()));
        } else if (event instanceof CheckpointPublished checkpoint) {
            dossier(checkpoint.dataset()).heard(checkpoint);
            settle(dossier(checkpoint.dataset()));
        } else if (event instanceof ReleaseDecided decision) {
            dossier(decision.dataset()).heard(decision);
            settle(dossier(decision.dataset()));
        } else {
            heardOutcome(event);
        }
    }

    private void heardOutcome(Event event) {
        if (event instanceof GenerationCompleted completed) {
            awaiting(completed.requestId()).ifPresent(known -> {
                known.answered(completed.requestId(), completed);
                settle(known);
            });
        } else if (event instanceof GenerationFailed failed) {
            awaiting(failed.requestId()).ifPresent(known -> {
                known.answered(failed.requestId(), failed);
                settle(known);
            });
        } else if (event instanceof EvaluationFailed failed) {
            fail(failed.evaluationId(), failed.reason());
        } else if (event instanceof TrainingProgressed progress
                && (progress.status() == TrainingStatus.FAILED || progress.status() == TrainingStatus.CANCELLED)) {
            fail(progress.runId(), progress.status().name().toLowerCase(Locale.ROOT) + ": " + progress.message());
        }
    }

    private void fail(String id, String reason) {
        awaiting(id).ifPresent(known -> {
            known.failed(id, reason);
            settle(known);
        });
    }

    private Optional<Dossier> awaiting(String id) {
        return dossiers.values().stream().filter(known -> known.awaits(id)).findFirst();
    }

    private Dossier dossier(String dataset) {
        return dossiers.computeIfAbsent(dataset, Dossier::new);
    }

    private void settle(Dossier known) {
        while (open) {
            Optional<Move> next = conductor.next(known, clock.instant());
            if (next.isEmpty()) {
                return;
            }
            Move move = next.get();
            move.request().ifPresent(log::ask);
            log.record(move.step());
            known.heard(move.step());
            observer.stepped(move.step());
            LOG.info(
                    "event=augmentation_step dataset={} round={} stage={} version={} subject={} checkpoint={} why=\"{}\"",
                    move.step().dataset(),
                    move.step().correlationId(),
                    move.step().stage(),
                    move.step().version(),
                    move.step().subject(),
                    move.step().checkpointId(),
                    move.step().explanation());
        }
    }

    /** How every data set with a policy stands, in alphabetic order. */
    public synchronized List<AugmentationStanding> standings() {
        return dossiers.values().stream()
                .flatMap(known -> AugmentationStanding.of(known).stream())
                .toList();
    }

    /** All steps of a data set, the first first. */
    public synchronized List<AugmentationStep> steps(String dataset) {
        Dossier known = dossiers.get(dataset);
        return known == null ? List.of() : List.copyOf(known.steps());
    }

    /** Names of the data sets that have a sealed version. */
    public synchronized List<String> datasets() {
        return dossiers.values().stream()
                .filter(known -> known.latestVersion().isPresent())
                .map(Dossier::dataset)
                .toList();
    }
}
