package io.augmenta.generator;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.augmenta.artifacts.DirectoryArtifactStore;
import io.augmenta.contracts.ArtifactReference;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.Topics;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The service under test, as whoever trains for it and asks it sees it. */
@Singleton
final class RunningGenerator {
    static final List<String> CLASSES = List.of("none", "glioma", "pituitary");
    private static final GeneratorShape SHAPE = new GeneratorShape(16, CLASSES.size(), 1, 16, 16);

    private final Path artifactsFolder;
    private final EventLogClient log;

    @Inject
    RunningGenerator(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = "augmenta.artifacts.folder") String artifactsFolder) {
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

    /** Where the store that it shares with the service keeps an artifact. */
    Path fileOf(ArtifactReference artifact) {
        return artifactsFolder
                .resolve("sha256")
                .resolve(artifact.sha256().substring(0, 2))
                .resolve(artifact.sha256());
    }

    @PreDestroy
    void disconnect() {
        log.close();
    }
}
