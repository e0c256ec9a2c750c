package io.augmenta.augmentation.service;

import io.augmenta.augmentation.MadeUpAnswers;
import io.augmenta.contracts.AugmentationStep;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.Event;
import io.augmenta.contracts.GenerationCompleted;
import io.augmenta.contracts.GenerationRequested;
import io.augmenta.contracts.OffsetRange;
import io.augmenta.contracts.ReleaseDecided;
import io.augmenta.contracts.ReleaseDecision;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.SplitCount;
import io.augmenta.contracts.SplitRule;
import io.augmenta.contracts.Topic;
import io.augmenta.contracts.Topics;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.eventlog.CompactedView;
import io.augmenta.eventlog.EventPublisher;
import io.augmenta.eventlog.TopicProvisioner;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Trainer, generator and evaluator on the same log, which answer at once and make nothing. */
final class AnsweringServices implements AutoCloseable {
    static final List<String> CLASSES = List.of("a", "b");

    final List<Event> asked = new CopyOnWriteArrayList<>();

    private final EventPublisher publisher;
    private final List<CompactedView<?>> views;
    private final CompactedView<AugmentationStep> steps;

    AnsweringServices(String bootstrapServers) throws InterruptedException {
        Map<String, Object> properties = Map.of("bootstrap.servers", bootstrapServers);
        new TopicProvisioner(properties).ensure(Topics.all());
        publisher = new EventPublisher(properties, "/augmenta/test");
        CompactedView<TrainingRequested> trainings = new CompactedView<>(properties, Topics.TRAINING_REQUESTS);
        CompactedView<GenerationRequested> generations = new CompactedView<>(properties, Topics.GENERATION_REQUESTS);
        CompactedView<EvaluationRequested> evaluations = new CompactedView<>(properties, Topics.EVALUATION_REQUESTS);
        steps = new CompactedView<>(properties, Topics.AUGMENTATION_STEPS);
        trainings.onUpdate(this::train);
        generations.onUpdate(this::generate);
        evaluations.onUpdate(this::evaluate);
        views = List.of(trainings, generations, evaluations, steps);
        views.forEach(CompactedView::start);
    }

    List<AugmentationStep> steps(String dataset) {
        return steps.all().stream()
                .filter(step -> step.dataset().equals(dataset))
                .sorted((one, other) -> Long.compare(one.number(), other.number()))
                .toList();
    }

    private void train(TrainingRequested run) {
        asked.add(run);
        if (run.recipe().equals("cgan")) {
            publish(Topics.TRAINING_PROGRESS, MadeUpAnswers.failed(run, "diverged at step 3"));
        } else {
            publish(Topics.CHECKPOINTS, MadeUpAnswers.trained(run, CLASSES, now()));
        }
    }

    private void generate(GenerationRequested request) {
        asked.add(request);
        publish(
                Topics.SYNTHETIC_BATCHES,
                new GenerationCompleted(
                        request.requestId(),
                        request.checkpointId(),
                        request.counts(),
                        List.of(new OffsetRange(Topics.SYNTHETIC_BATCHES.name(), 0, 0, 1))));
    }

    private void evaluate(EvaluationRequested evaluation) {
        asked.add(evaluation);
        publish(
                Topics.RELEASES,
                new ReleaseDecided(
                        "decision-" + evaluation.evaluationId(),
                        evaluation.dataset(),
                        evaluation.version(),
                        evaluation.checkpointId(),
                        evaluation.evaluationId(),
                        ReleaseDecision.RELEASED,
                        List.of(),
                        ReleaseDecided.POLICY,
                        null,
                        now()));
    }

    void seal(String dataset, String version, int a, int b) {
        publish(
                Topics.DATASETS,
                new DatasetVersion(
                        dataset,
                        version,
                        "ingest-" + version,
                        CLASSES,
                        1,
                        64,
                        64,
                        SplitRule.GROUPED,
                        7,
                        a + b,
                        0,
                        0,
                        0,
                        a + b,
                        0,
                        List.of(new SplitCount(Split.TRAIN, "a", a), new SplitCount(Split.TRAIN, "b", b)),
                        List.of(),
                        now()));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private <E extends Event> void publish(Topic<E> topic, E event) {
        publisher.publish(topic, event).join();
    }

    @Override
    public void close() {
        views.forEach(CompactedView::close);
        publisher.close();
    }
}
