package io.augmenta.quickstart.sweep;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.EvaluationCompleted;
import io.augmenta.contracts.EvaluationEvent;
import io.augmenta.contracts.EvaluationFailed;
import io.augmenta.contracts.EvaluationProgressed;
import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.EvaluationSettings;
import io.augmenta.contracts.Event;
import io.augmenta.contracts.GenerationCompleted;
import io.augmenta.contracts.Topics;
import io.augmenta.eventlog.CompactedView;
import io.augmenta.quickstart.progress.ProgressDisplay;
import io.augmenta.quickstart.progress.Standing;
import io.augmenta.quickstart.study.Conversation;
import io.augmenta.quickstart.study.GenerationStage;
import io.augmenta.quickstart.study.RunPlan;
import io.augmenta.quickstart.study.StudyFailedException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Has the models of a sweep scored alike: each makes as many images as the real training split has, and a classifier
 * learns from them. What was scored before on the same log is not scored again. For one thread.
 */
final class SweepScoring {

    private final SweepPlan plan;
    private final DatasetVersion dataset;
    private final Conversation services;
    private final CompactedView<EvaluationEvent> evaluations;
    private final ScoreReports reports;
    private final ProgressDisplay progress;

    SweepScoring(
            SweepPlan plan,
            DatasetVersion dataset,
            Conversation services,
            CompactedView<EvaluationEvent> evaluations,
            ScoreReports reports,
            ProgressDisplay progress) {
        this.plan = plan;
        this.dataset = dataset;
        this.services = services;
        this.evaluations = evaluations;
        this.reports = reports;
        this.progress = progress;
    }

    /**
     * What the scoring came to, each by run.
     *
     * @param scores how good the images are
     * @param shortfalls why there are no scores
     */
    record Scored(Map<String, Scores> scores, Map<String, Shortfall> shortfalls) {}

    /**
     * Scores what is not scored yet.
     *
     * @param runs how many there are, those included that have no model
     * @param models checkpoints by run
     * @param imageMaking makes the images
     */
    Scored score(int runs, Map<String, CheckpointPublished> models, ImageMaking imageMaking)
            throws StudyFailedException, InterruptedException {
        Scored scored = new Scored(new HashMap<>(), new HashMap<>());
        Map<String, CheckpointPublished> toDo = new LinkedHashMap<>();
        for (Map.Entry<String, CheckpointPublished> model : models.entrySet()) {
            Optional<Scores> before = scoredBefore(model.getValue());
            before.ifPresentOrElse(
                    scores -> scored.scores().put(model.getKey(), scores),
                    () -> toDo.put(model.getKey(), model.getValue()));
        }
        evaluate(toDo, generate(toDo, imageMaking, scored), scored);
        progress.finish(scored.scores().size() + " of " + runs + " models scored");
        return scored;
    }

    private Optional<Scores> scoredBefore(CheckpointPublished checkpoint) throws StudyFailedException {
        Optional<EvaluationEvent> latest = evaluations.find(evaluationId(checkpoint));
        return latest.isPresent() && latest.get() instanceof EvaluationCompleted completed
                ? Optional.of(reports.read(completed))
                : Optional.empty();
    }

    /** The same model scored in the same way gets the same name, so that work done before is found again. */
    private String evaluationId(CheckpointPublished checkpoint) {
        String how = String.join(
                "|",
                plan.classifier(),
                new TreeMap<>(plan.classifierParameters()).toString(),
                Long.toString(plan.seed()));
        return checkpoint.checkpointId() + "-sweep-" + RunPlan.shortDigest(how);
    }

    private Map<String, GenerationCompleted> generate(
            Map<String, CheckpointPublished> models, ImageMaking imageMaking, Scored scored)
            throws StudyFailedException, InterruptedException {
        progress.begin("generate");
        Map<String, Integer> counts = GenerationStage.likeTraining(dataset);
        ImageMaking.Made made = imageMaking.make("generation", "images", models, counts, batch -> {});
        made.failed().forEach((runId, reason) -> scored.shortfalls()
                .put(runId, Shortfall.failure("failed to make images: " + reason)));
        int images = counts.values().stream().mapToInt(Integer::intValue).sum();
        int before = scored.scores().size();
        progress.finish(images + " synthetic images of each of "
                + made.completed().size() + " models" + (before == 0 ? "" : "; " + before + " were scored before"));
        return made.completed();
    }

    private void evaluate(
            Map<String, CheckpointPublished> models, Map<String, GenerationCompleted> images, Scored scored)
            throws StudyFailedException, InterruptedException {
        progress.begin("evaluate");
        Map<String, String> open = new LinkedHashMap<>();
        for (Map.Entry<String, CheckpointPublished> model : models.entrySet()) {
            GenerationCompleted made = images.get(model.getKey());
            if (made != null) {
                String evaluationId = evaluationId(model.getValue());
                open.put(evaluationId, model.getKey());
                services.say(Topics.EVALUATION_REQUESTS, request(evaluationId, made));
            }
        }
        int wanted = open.size();
        if (wanted > 0) {
            services.await("evaluation", event -> {
                hear(event, open, wanted, scored);
                return open.isEmpty() ? Optional.of(true) : Optional.empty();
            });
        }
    }

    private void hear(Event event, Map<String, String> open, int wanted, Scored scored) throws StudyFailedException {
        if (!(event instanceof EvaluationEvent evaluation)) {
            return;
        }
        String runId = open.get(evaluation.evaluationId());
        if (runId == null) {
            return;
        }
        if (evaluation instanceof EvaluationProgressed step) {
            int done = wanted - open.size();
            progress.show(new Standing(
                    (done + step.fraction()) / wanted, done + " of " + wanted + " models, " + step.message(), null));
        } else if (evaluation instanceof EvaluationCompleted completed) {
            open.remove(evaluation.evaluationId());
            scored.scores().put(runId, reports.read(completed));
        } else if (evaluation instanceof EvaluationFailed failed) {
            open.remove(evaluation.evaluationId());
            scored.shortfalls().put(runId, Shortfall.failure("failed to be scored: " + failed.reason()));
        }
    }

    private EvaluationRequested request(String evaluationId, GenerationCompleted images) {
        return EvaluationRequested.of(
                evaluationId,
                dataset.name(),
                dataset.version(),
                images,
                EvaluationSettings.shortest(plan.classifier(), plan.classifierParameters(), plan.seed()));
    }
}
