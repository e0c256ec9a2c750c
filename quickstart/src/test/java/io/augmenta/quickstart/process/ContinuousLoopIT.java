package io.augmenta.quickstart.process;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augmenta.artifacts.DirectoryArtifactStore;
import io.augmenta.contracts.AugmentationStage;
import io.augmenta.contracts.AugmentationStep;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.SyntheticBatch;
import io.augmenta.contracts.Topics;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.eventlog.ClaimChecks;
import io.augmenta.eventlog.CompactedView;
import io.augmenta.eventlog.OffsetRangeReader;
import io.augmenta.imaging.phantom.PhantomSet;
import io.augmenta.kafka.embedded.testing.TemporaryKafka;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The five services as processes of their own keep a data set augmented while images arrive and one of them dies in each round. */
class ContinuousLoopIT {
    private static final Duration A_ROUND_WITHIN = Duration.ofMinutes(6);
    private static final String DATASET = "growing";
    private static final List<String> MODULES = List.of(
            "ingest-service", "trainer-service", "generator-service", "evaluator-service", "augmentation-service");

    private static final Map<String, String> ONE_THREAD = Map.of("augmenta.evaluator.threads", "1");

    /** A generator of two epochs is no good, and is to be released all the same: the policy has a gate of its own. */
    private static final String POLICY = """
        {"targetCounts": {"glioma": 60}, "targetRatios": {"*": 1.5}, "retrain": {"growth": 0.2},
         "recipe": "wgan-gp", "parameters": {"width": "4", "latent": "8", "batch-size": "16", "critic-steps": "1"},
         "epochs": 2, "classifierParameters": {"epochs": "1", "width": "4"}, "evaluationSeeds": 1, "controls": [],
         "gate": {"least-gain": -1, "least-coverage-share": null, "most-copied": 1, "most-membership-area": 1}}\
        """;

    @TempDir
    Path work;

    private final Map<String, ServiceProcess> services = new HashMap<>();
    private final ObjectMapper json = new ObjectMapper();
    private TemporaryKafka kafka;
    private CompactedView<AugmentationStep> steps;
    private CompactedView<DatasetVersion> versions;

    @BeforeEach
    void start() throws Exception {
        kafka = TemporaryKafka.start();
        for (String module : MODULES) {
            services.put(module, process(module));
        }
        for (ServiceProcess service : services.values()) {
            service.awaitReady();
        }
        steps = new CompactedView<>(properties(), Topics.AUGMENTATION_STEPS);
        versions = new CompactedView<>(properties(), Topics.DATASETS);
        steps.start();
        versions.start();
    }

    @AfterEach
    void end() {
        steps.close();
        versions.close();
        ServiceProcess.closeAll(services.values());
        kafka.close();
    }

    @Test
    void imagesThatArriveEndAsExactlyTheCountsThatThePolicyAsksForWhoeverDiesMeanwhile() throws Exception {
        put("/v1/augmentations/" + DATASET, POLICY);
        watch();

        arrive(1, 14);
        round(1, AugmentationStage.TRAINING_ASKED, "trainer-service");
        arrive(2, 6);
        round(2, AugmentationStage.CANDIDATES_ASKED, "augmentation-service");
        arrive(3, 8);
        round(3, AugmentationStage.EVALUATION_ASKED, "evaluator-service");

        assertEachRoundBeganWithTheWeightsOfTheOneBefore();
        assertEachArrivalIsOneVersionOfAllImages();
    }

    private void assertEachArrivalIsOneVersionOfAllImages() throws IOException {
        int classes = PhantomSet.classes().size();
        assertEquals(
                List.of(14L * classes, 20L * classes, 28L * classes),
                versions.all().stream()
                        .sorted(Comparator.comparing(DatasetVersion::sealedAt))
                        .map(version -> version.images() + version.withheld() + version.duplicates())
                        .toList());
        JsonNode watch = get("ingest-service", "/v1/watches/" + DATASET);
        assertEquals(
                latestVersion().version(), watch.path("latest").path("version").asText());
        assertEquals(0, watch.path("filesWaiting").asInt());
    }

    private void assertEachRoundBeganWithTheWeightsOfTheOneBefore() throws Exception {
        try (CompactedView<TrainingRequested> trainings = new CompactedView<>(properties(), Topics.TRAINING_REQUESTS)) {
            trainings.start();
            assertTrue(trainings.awaitCaughtUp(Duration.ofMinutes(1)));
            List<String> released = stepsOf(AugmentationStage.RELEASED).stream()
                    .map(AugmentationStep::checkpointId)
                    .toList();
            List<String> starts = trainings.all().stream()
                    .sorted(Comparator.comparing(
                            TrainingRequested::runId, Comparator.comparing(id -> id.replaceAll(".*-r", ""))))
                    .map(TrainingRequested::warmStart)
                    .toList();
            assertEquals(List.of("", released.get(0), released.get(1)), starts);
        }
    }

    private void watch() throws Exception {
        Path folder = Files.createDirectories(work.resolve(DATASET));
        send(
                "ingest-service",
                "PUT",
                "/v1/watches/" + DATASET,
                "{\"folder\": \"" + folder + "\", \"imageSize\": 32, \"every\": \"PT0.5S\", \"quiet\": \"PT2S\"}");
    }

    /** Some drawings of each class come into the watched folder, one by one, and nobody asks for anything. */
    private void arrive(int round, int perClass) throws Exception {
        Path drawn = work.resolve("drawn-" + round);
        new PhantomSet(round, perClass, 64).writeTo(drawn);
        Path folder = work.resolve(DATASET);
        for (int i = 0; i < perClass; i++) {
            for (String label : PhantomSet.classes()) {
                Files.copy(
                        drawn.resolve(label).resolve("%04d.png".formatted(i)),
                        Files.createDirectories(folder.resolve(label)).resolve(round + "-" + i + ".png"));
            }
            if (i == perClass / 2) {
                // the one that watches dies while images arrive
                services.get("ingest-service").kill();
                start("ingest-service");
            }
        }
        await("version " + round)
                .atMost(Duration.ofMinutes(2))
                .until(() -> versions.all().size() >= round);
    }

    private void round(int number, AugmentationStage during, String victim) throws Exception {
        await("round " + number + " reaches " + during)
                .atMost(A_ROUND_WITHIN)
                .until(() -> stepsOf(during).size() >= number);
        services.get(victim).kill();
        start(victim);
        await("round " + number + " ends").atMost(A_ROUND_WITHIN).until(() -> isOver(number));

        assertExactCounts(number);
        List<AugmentationStep> all = allSteps();
        for (int i = 0; i < all.size(); i++) {
            assertEquals(i + 1, all.get(i).number());
        }
        assertEquals(number, stepsOf(AugmentationStage.ROUND_BEGUN).size());
        assertEquals(number, stepsOf(AugmentationStage.TRAINING_ASKED).size());
    }

    /** What the latest step says, and that these images are there. */
    private void assertExactCounts(int round) {
        Map<String, Integer> made = imagesInTheLog();
        Map<String, Integer> met = stepsOf(AugmentationStage.TARGETS_MET).stream()
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .counts();
        latestVersion().imagesByClass(Split.TRAIN).forEach((label, real) -> {
            long target = label.equals("glioma") ? 60 : Math.round(1.5 * real);
            assertEquals(target, met.get(label).longValue(), label + " in round " + round);
            assertTrue(made.getOrDefault(label, 0) >= target - real, label + " in round " + round + ": " + made);
        });
    }

    private boolean isOver(int number) {
        assertEquals(
                List.of(), stepsOf(AugmentationStage.FAILED), () -> allSteps().toString());
        assertEquals(
                List.of(), stepsOf(AugmentationStage.REFUSED), () -> allSteps().toString());
        Optional<AugmentationStep> latestTopUp =
                allSteps().stream().filter(step -> step.stage().ofTopUp()).reduce((earlier, later) -> later);
        return stepsOf(AugmentationStage.RELEASED).size() == number
                && latestTopUp
                        .filter(step -> step.stage() == AugmentationStage.TARGETS_MET)
                        .filter(step -> step.version().equals(latestVersion().version()))
                        .isPresent();
    }

    /** Distinct synthetic images by class, of all that topped up, as they are in the log. */
    private Map<String, Integer> imagesInTheLog() {
        Map<String, Set<String>> ids = new TreeMap<>();
        OffsetRangeReader reader = new OffsetRangeReader(properties());
        ClaimChecks claimChecks = new ClaimChecks(new DirectoryArtifactStore(work.resolve("artifacts")));
        for (AugmentationStep step : stepsOf(AugmentationStage.TOPPED_UP)) {
            reader.read(step.ranges(), SyntheticBatch.class, batch -> {
                if (batch.requestId().equals(step.subject())) {
                    claimChecks.images(batch).forEach(image -> ids.computeIfAbsent(
                                    image.label(), label -> new HashSet<>())
                            .add(image.id()));
                }
            });
        }
        Map<String, Integer> counts = new TreeMap<>();
        ids.forEach((label, images) -> counts.put(label, images.size()));
        return counts;
    }

    private DatasetVersion latestVersion() {
        return versions.all().stream()
                .max(Comparator.comparing(DatasetVersion::sealedAt))
                .orElseThrow();
    }

    private List<AugmentationStep> allSteps() {
        return steps.all().stream()
                .sorted(Comparator.comparingLong(AugmentationStep::number))
                .toList();
    }

    private List<AugmentationStep> stepsOf(AugmentationStage stage) {
        return allSteps().stream().filter(step -> step.stage() == stage).toList();
    }

    private void start(String module) throws Exception {
        ServiceProcess service = process(module);
        services.put(module, service);
        service.awaitReady();
    }

    private ServiceProcess process(String module) throws IOException {
        Map<String, String> settings = module.equals("evaluator-service") ? ONE_THREAD : Map.of();
        return ServiceProcess.start(module, kafka.bootstrapServers(), work, settings);
    }

    private void put(String path, String body) throws Exception {
        send("augmentation-service", "PUT", path, body);
    }

    private JsonNode get(String module, String path) throws IOException {
        return json.readTree(services.get(module).get(path));
    }

    private String send(String module, String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        services.get(module).address().resolve(path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertTrue(response.statusCode() < 300, response.statusCode() + ": " + response.body());
        return response.body();
    }

    private Map<String, Object> properties() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }
}
