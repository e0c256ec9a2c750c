package io.augmenta.quickstart.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augmenta.artifacts.Artifact;
import io.augmenta.artifacts.DirectoryArtifactStore;
import io.augmenta.contracts.ArtifactReference;
import io.augmenta.contracts.Bytes;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.EvaluationCompleted;
import io.augmenta.contracts.EvaluationFailed;
import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.EvaluationSettings;
import io.augmenta.contracts.GenerationCompleted;
import io.augmenta.contracts.GenerationRequested;
import io.augmenta.contracts.ImageBatch;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.OffsetRange;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.SplitCount;
import io.augmenta.contracts.SplitRule;
import io.augmenta.contracts.SyntheticBatch;
import io.augmenta.contracts.Topics;
import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.contracts.TrainingStatus;
import io.augmenta.eventlog.ClaimChecks;
import io.augmenta.eventlog.CompactedView;
import io.augmenta.eventlog.EventPublisher;
import io.augmenta.eventlog.OffsetRangeReader;
import io.augmenta.eventlog.PublishedAt;
import io.augmenta.imaging.phantom.PhantomSet;
import io.augmenta.kafka.embedded.testing.EmbeddedKafkaResource;
import io.augmenta.quickstart.progress.PlainDisplay;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** All services in this process around a real broker: the whole flow, and what happens when messages come twice. */
@QuarkusTest
@QuarkusTestResource(EmbeddedKafkaResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WholeFlowTest {

    private static final Path PHANTOMS = Path.of("target/whole-flow/phantoms").toAbsolutePath();
    private static final int PHANTOMS_PER_CLASS = 14;
    private static final int EPOCHS = 2;
    private static final Map<String, String> SMALL_MODEL =
            Map.of("width", "8", "batch-size", "8", "latent", "16", "critic-steps", "2");

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @ConfigProperty(name = "augmenta.artifacts.folder")
    Path artifactsFolder;

    @TestHTTPResource
    URI services;

    private ServiceEndpoints endpoints;
    private StudyResult study;

    @BeforeAll
    void doAStudy() throws Exception {
        new PhantomSet(7, PHANTOMS_PER_CLASS, 64).writeTo(PHANTOMS);
        endpoints = new ServiceEndpoints(
                Map.of("bootstrap.servers", bootstrapServers), services, Optional::empty, Duration.ofMinutes(2));
        study = new Study(plan(PHANTOMS), endpoints, new PlainDisplay(System.out)).run();
    }

    @Test
    void theReportTellsTheStudysFiguresOfWhatWasIngested() throws Exception {
        JsonNode report = new ObjectMapper().readTree(content("report.json"));

        assertEquals(
                (long) PhantomSet.classes().size() * PHANTOMS_PER_CLASS,
                study.dataset().images() + study.dataset().duplicates());
        assertEquals(
                study.dataset().version(),
                report.path("dataset").path("version").asText());
        assertEquals(
                study.dataset().images(), report.path("dataset").path("images").asLong());
        assertEquals(EPOCHS, report.path("training").path("losses").size());
        assertEquals(
                study.checkpoint().generator().sha256(),
                report.path("checkpoint").path("sha256").asText());
        Set<String> rows = new HashSet<>();
        report.path("table")
                .forEach(row -> rows.add(
                        row.path("data_type").asText() + "/" + row.path("split").asText()));
        assertEquals(
                Set.of(
                        "baseline/train",
                        "baseline/test",
                        "generated/train",
                        "generated/test",
                        "mixed/train",
                        "mixed/test"),
                rows);
        assertEquals(
                PhantomSet.classes().size(),
                report.path("kolmogorov_smirnov").path("per_class").size());
    }

    @Test
    void thereAreAsManySyntheticImagesOfEachClassAsRealOnesToTrainOn() {
        Map<String, Integer> real = new TreeMap<>();
        for (SplitCount count : study.dataset().counts()) {
            if (count.split() == Split.TRAIN) {
                real.put(count.label(), (int) count.count());
            }
        }

        assertEquals(real, new TreeMap<>(study.generation().counts()));
        assertEquals(
                real.values().stream().mapToInt(Integer::intValue).sum(),
                pixelsById(study.generation()).size());
    }

    @Test
    void theSameFolderAgainIsTheSameVersionAndTheSameCheckpoint() throws Exception {
        StudyResult again = new Study(plan(PHANTOMS), endpoints, new PlainDisplay(System.out)).run();

        assertEquals(study.dataset().version(), again.dataset().version());
        assertEquals(study.checkpoint(), again.checkpoint());
        assertEquals(pixelsById(study.generation()), pixelsById(again.generation()));
        assertEquals(digest(study.report(), "predictions.csv"), digest(again.report(), "predictions.csv"));
    }

    @Test
    void aTrainingRequestDeliveredTwiceTrainsOnce() throws Exception {
        TrainingRequested request = training(study.checkpoint().runId(), study.dataset());
        List<TrainingStatus> statuses = new ArrayList<>();
        try (Conversation conversation = converse()) {
            conversation.say(Topics.TRAINING_REQUESTS, request);
            conversation.await("training", event -> {
                if (event instanceof TrainingProgressed training
                        && training.runId().equals(request.runId())) {
                    statuses.add(training.status());
                    return Optional.of(training).filter(WholeFlowTest::ended);
                }
                return Optional.empty();
            });
        }

        assertEquals(List.of(TrainingStatus.COMPLETED), statuses);
    }

    @Test
    void imagesDeliveredTwiceAndOutOfOrderTrainTheSameGenerator() throws Exception {
        DatasetVersion disordered = publishDisordered();
        TrainingRequested request = training("disordered", disordered);
        try (Conversation conversation = converse()) {
            conversation.say(Topics.DATASETS, disordered);
            conversation.say(Topics.TRAINING_REQUESTS, request);
            TrainingProgressed ended = conversation.await(
                    "training",
                    event -> event instanceof TrainingProgressed training
                                    && training.runId().equals("disordered")
                                    && ended(training)
                            ? Optional.of(training)
                            : Optional.empty());
            assertEquals(TrainingStatus.COMPLETED, ended.status(), ended.message());
        }

        CheckpointPublished checkpoint = checkpoint(CheckpointPublished.id("disordered", EPOCHS));
        assertEquals(
                study.checkpoint().generator().sha256(), checkpoint.generator().sha256());
    }

    @Test
    void aGenerationRequestDeliveredTwiceGivesTheSameImagesAndAnEvaluationOfBothTheSamePredictions() throws Exception {
        GenerationRequested request = new GenerationRequested(
                study.generation().requestId(),
                study.generation().checkpointId(),
                study.generation().counts(),
                plan(PHANTOMS).seed());
        GenerationCompleted again;
        try (Conversation conversation = converse()) {
            conversation.say(Topics.GENERATION_REQUESTS, request);
            again = conversation.await(
                    "generation",
                    event -> event instanceof GenerationCompleted completed
                                    && completed.requestId().equals(request.requestId())
                            ? Optional.of(completed)
                            : Optional.empty());
        }
        assertEquals(pixelsById(study.generation()), pixelsById(again));

        List<OffsetRange> both = new ArrayList<>(again.ranges());
        both.addAll(study.generation().ranges());
        EvaluationCompleted evaluation = evaluate("of-both-answers", both);

        assertEquals(digest(study.report(), "predictions.csv"), digest(evaluation.report(), "predictions.csv"));
    }

    @Test
    void oneAddressServesAllInterfacesHealthAndMetrics() {
        String openApi =
                RestAssured.get("/q/openapi").then().statusCode(200).extract().asString();
        for (String path : List.of("/v1/ingests", "/v1/training-runs", "/v1/generate", "/v1/evaluations")) {
            assertTrue(openApi.contains(path), () -> path + " is missing in " + openApi);
        }
        for (String path : List.of("/q/health/live", "/q/health/ready", "/q/health/started", "/q/swagger-ui/")) {
            RestAssured.get(path).then().statusCode(200);
        }
        String metrics =
                RestAssured.get("/q/metrics").then().statusCode(200).extract().asString();
        assertTrue(metrics.contains("augmenta_"), metrics);
    }

    @Test
    void aFolderThatMayNotBeReadFailsWithTheReason() {
        Study impossible = new Study(plan(Path.of("/")), endpoints, new PlainDisplay(System.out));

        StudyFailedException e = assertThrows(StudyFailedException.class, impossible::run);

        assertTrue(String.valueOf(e.getMessage()).contains("outside of the folders that may be read"), e::toString);
    }

    @Test
    void aRecipeThatCannotBeTrainedFailsWithTheReason() {
        StudyPlan plan = new StudyPlan(
                images(PHANTOMS),
                "wgan-gp",
                Map.of("width", "0"),
                EPOCHS,
                EvaluationPlan.shortest("compact", Map.of()));

        StudyFailedException e = assertThrows(
                StudyFailedException.class, () -> new Study(plan, endpoints, new PlainDisplay(System.out)).run());

        assertTrue(String.valueOf(e.getMessage()).startsWith("training failed: "), e::toString);
        assertTrue(String.valueOf(e.getMessage()).contains("width"), e::toString);
    }

    private static StudyPlan plan(Path images) {
        return new StudyPlan(
                images(images),
                "wgan-gp",
                SMALL_MODEL,
                EPOCHS,
                EvaluationPlan.shortest("compact", Map.of("epochs", "2")));
    }

    private static ImagesPlan images(Path folder) {
        return new ImagesPlan(folder, 32, SplitRule.GROUPED, 7);
    }

    private static TrainingRequested training(String runId, DatasetVersion dataset) {
        return new TrainingRequested(
                runId,
                dataset.name(),
                dataset.version(),
                "wgan-gp",
                SMALL_MODEL,
                EPOCHS,
                plan(PHANTOMS).seed(),
                1);
    }

    private static boolean ended(TrainingProgressed training) {
        return training.status() == TrainingStatus.COMPLETED || training.status() == TrainingStatus.FAILED;
    }

    private Conversation converse() {
        return Conversation.open(endpoints, new PlainDisplay(System.out));
    }

    private EvaluationCompleted evaluate(String evaluationId, List<OffsetRange> ranges) throws Exception {
        StudyPlan plan = plan(PHANTOMS);
        try (Conversation conversation = converse()) {
            conversation.say(
                    Topics.EVALUATION_REQUESTS,
                    new EvaluationRequested(
                            evaluationId,
                            study.dataset().name(),
                            study.dataset().version(),
                            study.checkpoint().checkpointId(),
                            study.generation().requestId(),
                            ranges,
                            EvaluationSettings.shortest(
                                    plan.evaluation().classifier(),
                                    plan.evaluation().classifierParameters(),
                                    plan.seed())));
            return conversation.await("evaluation", event -> {
                if (event instanceof EvaluationFailed failed) {
                    throw new StudyFailedException(failed.reason());
                }
                return event instanceof EvaluationCompleted completed
                                && completed.evaluationId().equals(evaluationId)
                        ? Optional.of(completed)
                        : Optional.empty();
            });
        }
    }

    /** The images of the study's data set once more: every batch twice, in another order. */
    private DatasetVersion publishDisordered() throws Exception {
        List<ImageBatch> batches = new ArrayList<>();
        new OffsetRangeReader(endpoints.kafkaProperties())
                .read(study.dataset().ranges(), ImageBatch.class, batches::add);
        List<ImageBatch> twice = new ArrayList<>(batches);
        twice.addAll(batches);
        Collections.shuffle(twice, new Random(11));
        Map<Integer, OffsetRange> ranges = new TreeMap<>();
        try (EventPublisher publisher = new EventPublisher(endpoints.kafkaProperties(), "/test")) {
            for (ImageBatch batch : twice) {
                PublishedAt place =
                        publisher.publish(Topics.IMAGE_BATCHES, reversed(batch)).get();
                ranges.merge(
                        place.partition(),
                        new OffsetRange(place.topic(), place.partition(), place.offset(), place.offset() + 1),
                        (range, one) ->
                                new OffsetRange(range.topic(), range.partition(), range.first(), one.endExclusive()));
            }
        }
        return withRanges(study.dataset(), "disordered", List.copyOf(ranges.values()));
    }

    private static ImageBatch reversed(ImageBatch batch) {
        List<LabelledImage> images = new ArrayList<>(batch.images());
        Collections.reverse(images);
        return new ImageBatch(batch.dataset(), batch.ingestId(), batch.sequence(), images);
    }

    private static DatasetVersion withRanges(DatasetVersion original, String version, List<OffsetRange> ranges) {
        return new DatasetVersion(
                original.name(),
                version,
                original.ingestId(),
                original.classes(),
                original.channels(),
                original.height(),
                original.width(),
                original.splitRule(),
                original.seed(),
                original.images(),
                original.duplicates(),
                original.rejected(),
                original.conflicts(),
                original.leakGroups(),
                original.straddlingGroups(),
                original.counts(),
                ranges,
                original.sealedAt());
    }

    private CheckpointPublished checkpoint(String id) throws InterruptedException {
        try (CompactedView<CheckpointPublished> checkpoints =
                new CompactedView<>(endpoints.kafkaProperties(), Topics.CHECKPOINTS)) {
            checkpoints.start();
            return checkpoints.await(id, Duration.ofSeconds(30)).orElseThrow();
        }
    }

    private Map<String, Bytes> pixelsById(GenerationCompleted generation) {
        Map<String, Bytes> pixels = new TreeMap<>();
        ClaimChecks claimChecks = new ClaimChecks(new DirectoryArtifactStore(artifactsFolder));
        new OffsetRangeReader(endpoints.kafkaProperties()).read(generation.ranges(), SyntheticBatch.class, batch -> {
            if (batch.requestId().equals(generation.requestId())) {
                claimChecks.images(batch).forEach(image -> pixels.put(image.id(), image.pixels()));
            }
        });
        return pixels;
    }

    private byte[] content(String file) throws IOException {
        ArtifactReference reference = reference(study.report(), file);
        return new DirectoryArtifactStore(artifactsFolder)
                .read(new Artifact(reference.uri(), reference.sha256(), reference.sizeBytes()), 1 << 24);
    }

    private static String digest(Map<String, ArtifactReference> report, String file) {
        return reference(report, file).sha256();
    }

    private static ArtifactReference reference(Map<String, ArtifactReference> report, String file) {
        return Optional.ofNullable(report.get(file)).orElseThrow(() -> new AssertionError(file + " is missing"));
    }
}
