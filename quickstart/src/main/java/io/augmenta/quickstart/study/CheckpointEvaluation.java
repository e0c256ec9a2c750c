package io.augmenta.quickstart.study;

import io.augmenta.contracts.ArtifactReference;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.EvaluationCompleted;
import io.augmenta.contracts.EvaluationEvent;
import io.augmenta.contracts.Event;
import io.augmenta.contracts.GenerationCompleted;
import io.augmenta.contracts.ReleaseDecided;
import io.augmenta.contracts.Releases;
import io.augmenta.contracts.Topic;
import io.augmenta.contracts.Topics;
import io.augmenta.eventlog.CompactedView;
import io.augmenta.quickstart.progress.ProgressDisplay;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Evaluates a checkpoint that is in the log: makes images with it, and has them held against the data set version that it
 * was trained on, which is in the log as well. The evaluation is named after what it does: where the same was done before
 * on the same log, its report is used again, and where it was cut short, the services take it up. Used by one thread.
 */
public final class CheckpointEvaluation {

    private static final Duration DECISION_ARRIVES_WITHIN = Duration.ofMinutes(1);

    private final Plan plan;
    private final ServiceEndpoints endpoints;
    private final ProgressDisplay progress;

    /**
     * Takes what it needs; nothing happens before {@link #run}.
     *
     * @param plan what to do
     * @param endpoints where the services are
     * @param progress is told how every stage stands; the caller closes it
     */
    public CheckpointEvaluation(Plan plan, ServiceEndpoints endpoints, ProgressDisplay progress) {
        this.plan = plan;
        this.endpoints = endpoints;
        this.progress = progress;
    }

    /**
     * What is done.
     *
     * @param checkpoint which one
     * @param images how many it makes
     * @param evaluation how they are scored
     * @param seed what images and classifiers are drawn from
     * @param attempt tells it from evaluations that do the same; empty where such a one will do
     */
    public record Plan(
            CheckpointChoice checkpoint, ImageCounts images, EvaluationPlan evaluation, long seed, String attempt) {}

    /**
     * What it came to.
     *
     * @param checkpoint what was evaluated
     * @param dataset against which images
     * @param report the files of the report by name
     * @param decision what the policy decided in this evaluation
     * @param standing the decision that counts, which a person may have made
     * @param doneBefore whether the evaluation was in the log already
     */
    public record Result(
            CheckpointPublished checkpoint,
            DatasetVersion dataset,
            Map<String, ArtifactReference> report,
            ReleaseDecided decision,
            ReleaseDecided standing,
            boolean doneBefore) {

        /** Copies the map. */
        public Result {
            report = Map.copyOf(report);
        }
    }

    /**
     * Does it all.
     *
     * @throws UnknownCheckpointException if there is no such checkpoint, or it cannot be evaluated
     * @throws TooFewImagesException if a class would have no image
     * @throws StudyFailedException if a service cannot do its part, is gone, or gives no sign of life
     * @throws InterruptedException if the calling thread is interrupted
     */
    public Result run()
            throws UnknownCheckpointException, TooFewImagesException, StudyFailedException, InterruptedException {
        try (CompactedView<DatasetVersion> datasets = view(Topics.DATASETS);
                CompactedView<CheckpointPublished> checkpoints = view(Topics.CHECKPOINTS);
                CompactedView<EvaluationEvent> evaluations = view(Topics.EVALUATIONS);
                CompactedView<ReleaseDecided> releases = view(Topics.RELEASES);
                Conversation services = Conversation.open(endpoints, progress)) {
            Study.catchUp(datasets);
            Study.catchUp(checkpoints);
            Study.catchUp(evaluations);
            Study.catchUp(releases);
            CheckpointPublished checkpoint = plan.checkpoint().from(checkpoints.all());
            DatasetVersion dataset = dataset(checkpoint, datasets);
            Map<String, Integer> counts = plan.images().of(dataset);
            String name = name(counts);
            String evaluationId = checkpoint.checkpointId() + "-evaluation-" + name;
            Optional<EvaluationCompleted> before = completed(evaluationId, evaluations);
            EvaluationCompleted completed = before.isPresent()
                    ? before.get()
                    : evaluate(services, checkpoint, dataset, counts, name, evaluationId);
            return result(checkpoint, dataset, completed, releases, before.isPresent());
        }
    }

    private <E extends Event> CompactedView<E> view(Topic<E> topic) {
        return new CompactedView<>(endpoints.kafkaProperties(), topic);
    }

    private static DatasetVersion dataset(CheckpointPublished checkpoint, CompactedView<DatasetVersion> datasets)
            throws StudyFailedException {
        String key = DatasetVersion.key(checkpoint.dataset(), checkpoint.version());
        return datasets.find(key)
                .orElseThrow(() -> new StudyFailedException("checkpoint " + checkpoint.checkpointId()
                        + " was trained on version " + key + ", which is not in the log; there is "
                        + datasets.all().stream().map(DatasetVersion::key).toList()));
    }

    private static Optional<EvaluationCompleted> completed(
            String evaluationId, CompactedView<EvaluationEvent> evaluations) {
        return evaluations
                .find(evaluationId)
                .filter(EvaluationCompleted.class::isInstance)
                .map(EvaluationCompleted.class::cast);
    }

    /** The same evaluation of the same checkpoint gets the same name, so that work done before is found again. */
    private String name(Map<String, Integer> counts) {
        EvaluationPlan how = plan.evaluation();
        return RunPlan.shortDigest(String.join(
                "|",
                new TreeMap<>(counts).toString(),
                how.classifier(),
                new TreeMap<>(how.classifierParameters()).toString(),
                Integer.toString(how.seeds()),
                how.controls().toString(),
                how.amounts().toString(),
                how.extractor(),
                Long.toString(plan.seed()),
                plan.attempt()
                        // what was done before there were gates keeps its name
                        + (how.gate().isEmpty() ? "" : "|" + how.gate().byRule())));
    }

    private EvaluationCompleted evaluate(
            Conversation services,
            CheckpointPublished checkpoint,
            DatasetVersion dataset,
            Map<String, Integer> counts,
            String name,
            String evaluationId)
            throws StudyFailedException, InterruptedException {
        GenerationCompleted generation = new GenerationStage(services, progress)
                .generate(checkpoint, counts, plan.seed(), checkpoint.checkpointId() + "-images-" + name);
        return new EvaluationStage(services, progress)
                .evaluate(plan.evaluation(), dataset, generation, plan.seed(), evaluationId);
    }

    private static Result result(
            CheckpointPublished checkpoint,
            DatasetVersion dataset,
            EvaluationCompleted completed,
            CompactedView<ReleaseDecided> releases,
            boolean doneBefore)
            throws StudyFailedException, InterruptedException {
        ReleaseDecided decision = releases.await(completed.evaluationId(), DECISION_ARRIVES_WITHIN)
                .orElseThrow(() -> new StudyFailedException("evaluation " + completed.evaluationId()
                        + " is completed, but its decision on the release was not published"));
        Releases heard = new Releases();
        releases.all().forEach(heard::heard);
        ReleaseDecided standing =
                heard.standing(dataset.name(), checkpoint.checkpointId()).orElse(decision);
        return new Result(checkpoint, dataset, completed.report(), decision, standing, doneBefore);
    }
}
