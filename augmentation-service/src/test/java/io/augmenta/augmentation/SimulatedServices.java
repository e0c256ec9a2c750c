package io.augmenta.augmentation;

import io.augmenta.contracts.AugmentationPolicy;
import io.augmenta.contracts.AugmentationStep;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.EvaluationFailed;
import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.Event;
import io.augmenta.contracts.GateFinding;
import io.augmenta.contracts.GateThreshold;
import io.augmenta.contracts.GenerationCompleted;
import io.augmenta.contracts.GenerationFailed;
import io.augmenta.contracts.GenerationRequested;
import io.augmenta.contracts.OffsetRange;
import io.augmenta.contracts.ReleaseDecided;
import io.augmenta.contracts.ReleaseDecision;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.eventlog.UnpublishedEventException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The log and the other services, in memory. What is asked for twice is done once, and answered as often as it is asked. Answers
 * wait until they are {@linkplain #deliver delivered}.
 */
final class SimulatedServices implements AugmentationLog {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** By key, as a compacted topic keeps them. */
    final Map<String, Event> kept = new LinkedHashMap<>();

    final Map<String, Event> asked = new LinkedHashMap<>();
    final List<Event> waiting = new ArrayList<>();
    final Map<String, String> failing = new TreeMap<>();
    boolean refusing;
    /** How many more records the log takes; then it is as if the process were killed. */
    int records = Integer.MAX_VALUE;

    private Instant now = START;

    Clock clock() {
        return new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public void ask(Event request) {
        store();
        Event before = asked.putIfAbsent(request.key(), request);
        if (before != null && !before.equals(request)) {
            throw new AssertionError(
                    "asked for " + request.key() + " again, but otherwise: " + before + ", " + request);
        }
        waiting.addAll(answers(request));
    }

    @Override
    public void record(AugmentationStep step) {
        store();
        Event before = kept.putIfAbsent("step/" + step.key(), step);
        if (before != null) {
            throw new AssertionError("step " + step.key() + " twice: " + before + ", " + step);
        }
    }

    @Override
    public void set(AugmentationPolicy policy) {
        store();
        kept.put("policy/" + policy.key(), policy);
    }

    private void store() {
        if (records-- <= 0) {
            throw new UnpublishedEventException("killed", new IllegalStateException());
        }
    }

    private List<Event> answers(Event request) {
        if (request instanceof TrainingRequested training) {
            String failure = failing.get(training.recipe());
            return List.of(failure == null ? checkpoint(training) : MadeUpAnswers.failed(training, failure));
        }
        if (request instanceof GenerationRequested generation) {
            String failure = failing.get("generation");
            return List.of(
                    failure == null
                            ? new GenerationCompleted(
                                    generation.requestId(),
                                    generation.checkpointId(),
                                    generation.counts(),
                                    List.of(new OffsetRange("synthetic", 0, 0, 1)))
                            : new GenerationFailed(generation.requestId(), failure));
        }
        EvaluationRequested evaluation = (EvaluationRequested) request;
        String failure = failing.get("evaluation");
        return List.of(
                failure == null ? decision(evaluation) : new EvaluationFailed(evaluation.evaluationId(), failure));
    }

    private CheckpointPublished checkpoint(TrainingRequested run) {
        DatasetVersion version =
                (DatasetVersion) kept.get("version/" + DatasetVersion.key(run.dataset(), run.version()));
        return MadeUpAnswers.trained(run, version.classes(), now);
    }

    /** A fifth of the images are copies, which the evaluator allows or does not, unless the request has a limit of its own. */
    ReleaseDecided decision(EvaluationRequested evaluation) {
        double limit = evaluation
                .settings()
                .gate()
                .limit(GateThreshold.MOST_COPIED, OptionalDouble.of(refusing ? 0.01 : 0.5))
                .orElseThrow();
        boolean met = 0.2 <= limit;
        return new ReleaseDecided(
                "decision-" + evaluation.evaluationId(),
                evaluation.dataset(),
                evaluation.version(),
                evaluation.checkpointId(),
                evaluation.evaluationId(),
                met ? ReleaseDecision.RELEASED : ReleaseDecision.REFUSED,
                List.of(new GateFinding("most-copied", "privacy", 0.2, limit, met, "20 % are copies")),
                ReleaseDecided.POLICY,
                null,
                now);
    }

    /** Stores an event where it belongs, and tells it. */
    void happens(Event event, AugmentationLoop loop) {
        if (event instanceof DatasetVersion version) {
            kept.put("version/" + version.key(), version);
        } else if (event instanceof CheckpointPublished checkpoint) {
            kept.put("checkpoint/" + checkpoint.key(), checkpoint);
        } else if (event instanceof ReleaseDecided decision) {
            kept.put("decision/" + decision.key(), decision);
        } else if (event instanceof AugmentationPolicy policy) {
            kept.put("policy/" + policy.key(), policy);
        }
        loop.heard(event);
    }

    /** Tells everything that waits, and what comes of it, until nothing does. */
    void deliver(AugmentationLoop loop) {
        while (!waiting.isEmpty()) {
            Event next = waiting.get(0);
            happens(next, loop);
            waiting.remove(0);
        }
    }

    /** A loop of a process that has just started: it has read what the compacted topics keep. */
    AugmentationLoop started() {
        AugmentationLoop loop = new AugmentationLoop(this, step -> {}, clock());
        List.copyOf(kept.values()).forEach(loop::heard);
        loop.open();
        return loop;
    }

    List<AugmentationStep> steps() {
        return kept.values().stream()
                .filter(AugmentationStep.class::isInstance)
                .map(AugmentationStep.class::cast)
                .toList();
    }
}
