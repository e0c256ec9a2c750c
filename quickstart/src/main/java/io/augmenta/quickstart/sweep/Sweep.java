package io.augmenta.quickstart.sweep;

import io.augmenta.artifacts.ArtifactStore;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.EvaluationEvent;
import io.augmenta.contracts.Topics;
import io.augmenta.eventlog.ClaimChecks;
import io.augmenta.eventlog.CompactedView;
import io.augmenta.imaging.RasterImage;
import io.augmenta.quickstart.progress.ProgressDisplay;
import io.augmenta.quickstart.study.Conversation;
import io.augmenta.quickstart.study.IngestStage;
import io.augmenta.quickstart.study.RunCheckpoints;
import io.augmenta.quickstart.study.ServiceEndpoints;
import io.augmenta.quickstart.study.Study;
import io.augmenta.quickstart.study.StudyFailedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A sweep from a folder of images to a ranking: ingest, train every run, make images with every model, score each. It
 * talks to the services by REST and Kafka only, so that the trainers may be any number of processes anywhere; where one
 * is lost, its runs go to the others. What was trained and scored before on the same log is not done again. Used by one
 * thread.
 */
public final class Sweep {

    private final SweepPlan plan;
    private final int trainers;
    private final ServiceEndpoints endpoints;
    private final ArtifactStore artifacts;
    private final ProgressDisplay progress;

    /**
     * Takes what it needs; nothing happens before {@link #run}.
     *
     * @param plan what to do
     * @param trainers how many trainers to wait for before runs are dealt out
     * @param endpoints where the services are
     * @param artifacts where the services keep reports and the images of large answers
     * @param progress is told how every stage stands; the caller closes it
     */
    public Sweep(
            SweepPlan plan,
            int trainers,
            ServiceEndpoints endpoints,
            ArtifactStore artifacts,
            ProgressDisplay progress) {
        this.plan = plan;
        this.trainers = trainers;
        this.endpoints = endpoints;
        this.artifacts = artifacts;
        this.progress = progress;
    }

    /**
     * Does it all.
     *
     * @return what it came to
     * @throws StudyFailedException if a service cannot do its part, is gone, or gives no sign of life; that of a single
     *     model is no failure of the sweep
     * @throws InterruptedException if the calling thread is interrupted
     */
    public SweepResult run() throws StudyFailedException, InterruptedException {
        try (CompactedView<DatasetVersion> datasets =
                        new CompactedView<>(endpoints.kafkaProperties(), Topics.DATASETS);
                CompactedView<CheckpointPublished> checkpoints =
                        new CompactedView<>(endpoints.kafkaProperties(), Topics.CHECKPOINTS);
                CompactedView<EvaluationEvent> evaluations =
                        new CompactedView<>(endpoints.kafkaProperties(), Topics.EVALUATIONS);
                Conversation services = Conversation.open(endpoints, progress)) {
            Study.catchUp(datasets);
            Study.catchUp(checkpoints);
            Study.catchUp(evaluations);
            DatasetVersion dataset = new IngestStage(endpoints, datasets, progress).ingest(plan.images());
            return run(dataset, new RunCheckpoints(checkpoints), evaluations, services);
        }
    }

    private SweepResult run(
            DatasetVersion dataset,
            RunCheckpoints checkpoints,
            CompactedView<EvaluationEvent> evaluations,
            Conversation services)
            throws StudyFailedException, InterruptedException {
        Map<String, RunBoard.Expected> runs = runs(dataset);
        SweepTraining.Trained trained =
                new SweepTraining(endpoints, services, checkpoints, progress).train(dataset, runs, trainers);
        ImageMaking imageMaking = new ImageMaking(
                services, progress, plan.seed(), UUID.randomUUID().toString().substring(0, 8));
        SweepScoring.Scored scored = new SweepScoring(
                        plan, dataset, services, evaluations, new ScoreReports(artifacts), progress)
                .score(runs.size(), trained.models(), imageMaking);
        Map<String, Map<String, List<RasterImage>>> gallery =
                new SweepGallery(dataset, new ClaimChecks(artifacts), progress).gather(trained.models(), imageMaking);
        List<SweepModel> models = new ArrayList<>();
        runs.forEach((runId, run) -> models.add(model(runId, run, trained, scored, checkpoints)));
        return new SweepResult(
                dataset,
                Ranking.of(models),
                new GalleryImages(dataset).real(endpoints.kafkaProperties()),
                gallery,
                trained.trainers());
    }

    /** Runs that come to the same are one. */
    private Map<String, RunBoard.Expected> runs(DatasetVersion dataset) {
        Map<String, RunBoard.Expected> runs = new LinkedHashMap<>();
        for (GridRun run : plan.runs()) {
            runs.putIfAbsent(run.plan().runId(dataset), new RunBoard.Expected(runs.size() + 1, run));
        }
        return runs;
    }

    private static SweepModel model(
            String runId,
            RunBoard.Expected run,
            SweepTraining.Trained trained,
            SweepScoring.Scored scored,
            RunCheckpoints checkpoints) {
        CheckpointPublished last = trained.models().get(runId);
        Shortfall untrained = trained.shortfalls().get(runId);
        return new SweepModel(
                run.number(),
                run.run(),
                runId,
                last == null ? checkpoints.furthest(runId).orElse(null) : last,
                untrained == null ? scored.shortfalls().get(runId) : untrained,
                scored.scores().get(runId));
    }
}
