package io.augmenta.quickstart.sweep;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.augmenta.artifacts.Artifact;
import io.augmenta.artifacts.ArtifactStore;
import io.augmenta.contracts.ArtifactReference;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.EvaluationCompleted;
import io.augmenta.contracts.EvaluationEvent;
import io.augmenta.contracts.EvaluationFailed;
import io.augmenta.contracts.EvaluationProgressed;
import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.Event;
import io.augmenta.contracts.GenerationCompleted;
import io.augmenta.contracts.GenerationFailed;
import io.augmenta.contracts.GenerationRequested;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.SplitCount;
import io.augmenta.contracts.SyntheticBatch;
import io.augmenta.contracts.Topics;
import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.eventlog.CompactedView;
import io.augmenta.eventlog.EventPublisher;
import io.augmenta.imaging.RasterImage;
import io.augmenta.quickstart.progress.ProgressDisplay;
import io.augmenta.quickstart.progress.Standing;
import io.augmenta.quickstart.study.Conversation;
import io.augmenta.quickstart.study.IngestStage;
import io.augmenta.quickstart.study.RunPlan;
import io.augmenta.quickstart.study.ServiceEndpoints;
import io.augmenta.quickstart.study.Study;
import io.augmenta.quickstart.study.StudyFailedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A sweep from a folder of images to a ranking: ingest, train every run, make images with every model, score each. It
 * talks to the services by REST and Kafka only, so that the trainers may be any number of processes anywhere; where one
 * is lost, its runs go to the others. What was trained and scored before on the same log is not done again. Used by one
 * thread.
 */
public final class Sweep {

    private static final Duration CHECKPOINT_ARRIVES_WITHIN = Duration.ofMinutes(1);
    private static final int MAX_REPORT_BYTES = 256 << 20;

    private final SweepPlan plan;
    private final int trainers;
    private final ServiceEndpoints endpoints;
    private final ArtifactStore artifacts;
    private final ProgressDisplay progress;
    private final ObjectMapper json = new ObjectMapper();

    /**
     * Takes what it needs; nothing happens before {@link #run}.
     *
     * @param plan what to do
     * @param trainers how many trainers to wait for before runs are dealt out
     * @param endpoints where the services are
     * @param artifacts where the services keep reports
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
            return new Stages(dataset, checkpoints, evaluations, services).run();
        }
    }

    /** The stages after the ingest, on one data set. */
    private final class Stages {
        private final DatasetVersion dataset;
        private final CompactedView<CheckpointPublished> checkpoints;
        private final CompactedView<EvaluationEvent> evaluations;
        private final Conversation services;
        private final String attempt = UUID.randomUUID().toString().substring(0, 8);
        private final Map<String, RunBoard.Expected> runs = new LinkedHashMap<>();
        private final Map<String, CheckpointPublished> trained = new LinkedHashMap<>();
        private final Map<String, String> failures = new HashMap<>();
        private final Map<String, Scores> scores = new HashMap<>();
        private int trainersAtWork;

        Stages(
                DatasetVersion dataset,
                CompactedView<CheckpointPublished> checkpoints,
                CompactedView<EvaluationEvent> evaluations,
                Conversation services) {
            this.dataset = dataset;
            this.checkpoints = checkpoints;
            this.evaluations = evaluations;
            this.services = services;
            for (GridRun run : plan.runs()) {
                runs.putIfAbsent(run.plan().runId(dataset), new RunBoard.Expected(runs.size() + 1, run));
            }
        }

        SweepResult run() throws StudyFailedException, InterruptedException {
            train();
            Map<String, GenerationCompleted> generated = generate();
            evaluate(generated);
            Map<String, Map<String, List<RasterImage>>> gallery = gallery();
            List<SweepModel> models = new ArrayList<>();
            runs.forEach((runId, run) -> models.add(model(runId, run)));
            return new SweepResult(
                    dataset,
                    Ranking.of(models),
                    new GalleryImages(dataset).real(endpoints.kafkaProperties()),
                    gallery,
                    trainersAtWork);
        }

        private SweepModel model(String runId, RunBoard.Expected run) {
            CheckpointPublished last = trained.get(runId);
            CheckpointPublished checkpoint = last == null ? furthest(runId) : last;
            return new SweepModel(run.number(), run.run(), runId, checkpoint, failures.get(runId), scores.get(runId));
        }

        private @Nullable CheckpointPublished furthest(String runId) {
            return checkpoints.all().stream()
                    .filter(checkpoint -> checkpoint.runId().equals(runId))
                    .max(Comparator.comparingLong(CheckpointPublished::step))
                    .orElse(null);
        }

        private void train() throws StudyFailedException, InterruptedException {
            progress.begin("train");
            Map<String, RunBoard.Expected> expected = new LinkedHashMap<>();
            runs.forEach((runId, run) -> {
                Optional<CheckpointPublished> last = checkpoints.find(
                        CheckpointPublished.id(runId, run.run().plan().epochs()));
                last.ifPresentOrElse(checkpoint -> trained.put(runId, checkpoint), () -> expected.put(runId, run));
            });
            if (!trained.isEmpty()) {
                progress.note(trained.size() + " of " + runs.size() + " runs were trained before");
            }
            RunBoard board = new RunBoard(expected, runs.size(), System.nanoTime());
            if (!expected.isEmpty()) {
                dealOut(expected);
                services.await("training", event -> board.settled() ? Optional.of(true) : heard(event, board));
            }
            for (Map.Entry<String, RunBoard.Expected> run : expected.entrySet()) {
                String failure = board.failure(run.getKey());
                if (failure == null) {
                    trained.put(run.getKey(), lastCheckpoint(run.getKey(), run.getValue()));
                } else {
                    failures.put(run.getKey(), failure);
                }
            }
            progress.finish(trained.size() + " of " + runs.size() + " models");
        }

        private Optional<Boolean> heard(Event event, RunBoard board) {
            if (event instanceof TrainingProgressed training) {
                board.heard(training).ifPresent(progress::note);
                progress.show(board.standing(System.nanoTime()));
            }
            return board.settled() ? Optional.of(true) : Optional.empty();
        }

        private CheckpointPublished lastCheckpoint(String runId, RunBoard.Expected run)
                throws StudyFailedException, InterruptedException {
            String id = CheckpointPublished.id(runId, run.run().plan().epochs());
            return checkpoints
                    .await(id, CHECKPOINT_ARRIVES_WITHIN)
                    .orElseThrow(() -> new StudyFailedException(
                            "training has ended, but its checkpoint " + id + " was not published"));
        }

        /** All requests at once: they are in the log, whatever becomes of this process. */
        private void dealOut(Map<String, RunBoard.Expected> expected)
                throws StudyFailedException, InterruptedException {
            TrainerShares shares = TrainerShares.await(endpoints.kafkaProperties(), trainers, progress);
            trainersAtWork = shares.trainers();
            progress.note(expected.size() + " runs for " + trainersAtWork
                    + (trainersAtWork == 1 ? " trainer" : " trainers") + "; the partitions of the requests allow up to "
                    + shares.partitions());
            if (trainers > shares.partitions()) {
                progress.note("the other " + (trainers - shares.partitions()) + " trainers wait: give the topic "
                        + Topics.TRAINING_REQUESTS.name() + " more partitions");
            }
            Map<String, Object> properties = new HashMap<>(endpoints.kafkaProperties());
            properties.put("partitioner.class", DealtOut.class);
            properties.put(DealtOut.PARTITIONS_PROPERTY, shares.deal(List.copyOf(expected.keySet())));
            try (EventPublisher publisher = new EventPublisher(properties, "/augmenta/quickstart")) {
                for (RunBoard.Expected run : expected.values()) {
                    publisher
                            .publish(Topics.TRAINING_REQUESTS, run.run().plan().request(dataset))
                            .get();
                }
            } catch (ExecutionException e) {
                throw new StudyFailedException("training requests could not be stored: " + e.getCause(), e.getCause());
            }
        }

        private String evaluationId(CheckpointPublished checkpoint) {
            String how = String.join(
                    "|",
                    plan.classifier(),
                    new TreeMap<>(plan.classifierParameters()).toString(),
                    Long.toString(plan.seed()));
            return checkpoint.checkpointId() + "-sweep-" + RunPlan.shortDigest(how);
        }

        /** Images of every model that is not scored yet, as many of each class as the real training split has. */
        private Map<String, GenerationCompleted> generate() throws StudyFailedException, InterruptedException {
            progress.begin("generate");
            Map<String, Integer> counts = dataset.counts().stream()
                    .filter(count -> count.split() == Split.TRAIN && count.count() > 0)
                    .collect(toMap(SplitCount::label, count -> Math.toIntExact(count.count())));
            Map<String, String> runOfRequest = new LinkedHashMap<>();
            for (Map.Entry<String, CheckpointPublished> model : trained.entrySet()) {
                Optional<Scores> before = scoredBefore(model.getValue());
                if (before.isPresent()) {
                    scores.put(model.getKey(), before.get());
                    continue;
                }
                String checkpointId = model.getValue().checkpointId();
                String requestId = checkpointId + "-images-" + attempt;
                runOfRequest.put(requestId, model.getKey());
                services.say(
                        Topics.GENERATION_REQUESTS,
                        new GenerationRequested(requestId, checkpointId, counts, plan.seed()));
            }
            Map<String, GenerationCompleted> generated = new LinkedHashMap<>();
            Set<String> open = new HashSet<>(runOfRequest.keySet());
            if (!open.isEmpty()) {
                services.await("generation", event -> {
                    if (event instanceof GenerationCompleted completed && open.remove(completed.requestId())) {
                        generated.put(runOfRequest.get(completed.requestId()), completed);
                    } else if (event instanceof GenerationFailed failed && open.remove(failed.requestId())) {
                        failures.put(runOfRequest.get(failed.requestId()), "failed to make images: " + failed.reason());
                    }
                    int done = runOfRequest.size() - open.size();
                    progress.show(Standing.of(done, runOfRequest.size(), "models", ""));
                    return open.isEmpty() ? Optional.of(true) : Optional.empty();
                });
            }
            int images = counts.values().stream().mapToInt(Integer::intValue).sum();
            progress.finish(images + " synthetic images of each of " + generated.size() + " models"
                    + (scores.isEmpty() ? "" : "; " + scores.size() + " were scored before"));
            return generated;
        }

        private Optional<Scores> scoredBefore(CheckpointPublished checkpoint) throws StudyFailedException {
            Optional<EvaluationEvent> latest = evaluations.find(evaluationId(checkpoint));
            return latest.isPresent() && latest.get() instanceof EvaluationCompleted completed
                    ? Optional.of(read(completed))
                    : Optional.empty();
        }

        private void evaluate(Map<String, GenerationCompleted> generated)
                throws StudyFailedException, InterruptedException {
            progress.begin("evaluate");
            Map<String, String> runOfEvaluation = new LinkedHashMap<>();
            for (Map.Entry<String, GenerationCompleted> images : generated.entrySet()) {
                CheckpointPublished checkpoint = trained.get(images.getKey());
                if (checkpoint != null) {
                    String evaluationId = evaluationId(checkpoint);
                    runOfEvaluation.put(evaluationId, images.getKey());
                    services.say(Topics.EVALUATION_REQUESTS, request(evaluationId, checkpoint, images.getValue()));
                }
            }
            Set<String> open = new HashSet<>(runOfEvaluation.keySet());
            if (!open.isEmpty()) {
                services.await("evaluation", event -> {
                    hear(event, runOfEvaluation, open);
                    return open.isEmpty() ? Optional.of(true) : Optional.empty();
                });
            }
            progress.finish(scores.size() + " of " + runs.size() + " models scored");
        }

        private void hear(Event event, Map<String, String> runOfEvaluation, Set<String> open)
                throws StudyFailedException {
            if (!(event instanceof EvaluationEvent evaluation) || !open.contains(evaluation.evaluationId())) {
                return;
            }
            String runId = runOfEvaluation.get(evaluation.evaluationId());
            int done = runOfEvaluation.size() - open.size();
            if (evaluation instanceof EvaluationProgressed step) {
                double fraction = (done + step.fraction()) / runOfEvaluation.size();
                progress.show(new Standing(
                        fraction, done + " of " + runOfEvaluation.size() + " models, " + step.message(), null));
            } else if (evaluation instanceof EvaluationCompleted completed) {
                open.remove(evaluation.evaluationId());
                scores.put(runId, read(completed));
            } else if (evaluation instanceof EvaluationFailed failed) {
                open.remove(evaluation.evaluationId());
                failures.put(runId, "failed to be scored: " + failed.reason());
            }
        }

        private EvaluationRequested request(
                String evaluationId, CheckpointPublished checkpoint, GenerationCompleted images) {
            return new EvaluationRequested(
                    evaluationId,
                    dataset.name(),
                    dataset.version(),
                    checkpoint.checkpointId(),
                    images.requestId(),
                    images.ranges(),
                    plan.classifier(),
                    plan.classifierParameters(),
                    plan.seed());
        }

        private Scores read(EvaluationCompleted completed) throws StudyFailedException {
            ArtifactReference report = completed.report().get("report.json");
            if (report == null) {
                throw new StudyFailedException("evaluation " + completed.evaluationId() + " has no report.json, but "
                        + completed.report().keySet());
            }
            try {
                byte[] content = artifacts.read(
                        new Artifact(report.uri(), report.sha256(), report.sizeBytes()), MAX_REPORT_BYTES);
                return Scores.of(completed.evaluationId(), json.readTree(content));
            } catch (IOException e) {
                throw new StudyFailedException(
                        "the report of evaluation " + completed.evaluationId() + " cannot be read: " + e, e);
            }
        }

        /** A few images of every model from the same latents, so that models can be compared place by place. */
        private Map<String, Map<String, List<RasterImage>>> gallery()
                throws StudyFailedException, InterruptedException {
            progress.begin("gallery");
            Map<String, String> runOfRequest = new LinkedHashMap<>();
            Map<String, Integer> counts = new LinkedHashMap<>();
            dataset.classes().forEach(label -> counts.put(label, GalleryImages.PER_CLASS));
            for (Map.Entry<String, CheckpointPublished> model : trained.entrySet()) {
                String checkpointId = model.getValue().checkpointId();
                String requestId = checkpointId + "-gallery-" + attempt;
                runOfRequest.put(requestId, model.getKey());
                services.say(
                        Topics.GENERATION_REQUESTS,
                        new GenerationRequested(requestId, checkpointId, counts, plan.seed()));
            }
            Map<String, Map<String, List<RasterImage>>> gallery = new HashMap<>();
            GalleryImages images = new GalleryImages(dataset);
            Set<String> open = new HashSet<>(runOfRequest.keySet());
            if (!open.isEmpty()) {
                services.await("gallery", event -> {
                    if (event instanceof SyntheticBatch batch && open.contains(batch.requestId())) {
                        images.add(batch);
                    } else if (event instanceof GenerationCompleted completed && open.remove(completed.requestId())) {
                        gallery.put(runOfRequest.get(completed.requestId()), images.generated(completed.requestId()));
                    } else if (event instanceof GenerationFailed failed) {
                        open.remove(failed.requestId());
                    }
                    return open.isEmpty() ? Optional.of(true) : Optional.empty();
                });
            }
            progress.finish("samples of " + gallery.size() + " models");
            return gallery;
        }
    }
}
