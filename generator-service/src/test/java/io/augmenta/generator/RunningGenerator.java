package io.augmenta.generator;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.augmenta.artifacts.DirectoryArtifactStore;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The service under test, as whoever trains for it and asks it sees it. */
final class RunningGenerator implements AutoCloseable {
    static final List<String> CLASSES = List.of("none", "glioma", "pituitary");
    private static final GeneratorShape SHAPE = new GeneratorShape(16, CLASSES.size(), 1, 16, 16);

    private final Path artifactsFolder;
    private final EventLogClient log;

    RunningGenerator(String bootstrapServers, String artifactsFolder) {
        this.artifactsFolder = Path.of(artifactsFolder);
        this.log = new EventLogClient(bootstrapServers, artifactsFolder);
    }

    EventLogClient log() {
        return log;
    }

    /** A trained generator that nobody was told of. */
    CheckpointPublished checkpoint(String runId, int epoch) throws Exception {
        return TestCheckpoints.of(
                runId,
                epoch,
                CLASSES,
                SHAPE,
                new DirectoryArtifactStore(artifactsFolder)
                        .put(TestGenerator.convTranspose(
                                runId.hashCode() + epoch, SHAPE.latentSize(), CLASSES.size(), 16)));
    }

    /** Tells of a generator and waits until the service knows it. */
    CheckpointPublished publish(CheckpointPublished checkpoint) throws Exception {
        log.publisher().publish(Topics.CHECKPOINTS, checkpoint).get();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> given().get("/v1/generators/" + checkpoint.checkpointId())
                                .statusCode()
                        == 200);
        return checkpoint;
    }

    CheckpointPublished publish(String runId, int epoch) throws Exception {
        return publish(checkpoint(runId, epoch));
    }

    @Override
    public void close() {
        log.close();
    }
}
