package io.augmenta.generator;

import io.augmenta.artifacts.Artifact;
import io.augmenta.contracts.ArtifactReference;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.Releases;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checkpoints for tests. */
final class TestCheckpoints {
    private TestCheckpoints() {}

    static CheckpointPublished of(
            String runId, int epoch, List<String> classes, GeneratorShape shape, Artifact generator) {
        return of(runId, epoch, classes, shape, generator, null);
    }

    /** A checkpoint with its trainer's own images, where there are any. */
    static CheckpointPublished of(
            String runId,
            int epoch,
            List<String> classes,
            GeneratorShape shape,
            Artifact generator,
            @Nullable Artifact referenceImages) {
        return of(runId, epoch, classes, shape, generator, referenceImages, null);
    }

    /** A checkpoint that knows what it was trained on. */
    static CheckpointPublished guarded(
            String runId, List<String> classes, GeneratorShape shape, Artifact generator, Artifact fingerprints) {
        return of(runId, 1, classes, shape, generator, null, fingerprints);
    }

    private static CheckpointPublished of(
            String runId,
            int epoch,
            List<String> classes,
            GeneratorShape shape,
            Artifact generator,
            @Nullable Artifact referenceImages,
            @Nullable Artifact fingerprints) {
        ArtifactReference reference = reference(generator);
        return new CheckpointPublished(
                CheckpointPublished.id(runId, epoch),
                runId,
                epoch,
                epoch * 10L,
                true,
                "wgan-gp",
                Map.of(),
                "phantoms",
                "0123456789abcdef",
                7,
                classes,
                shape.channels(),
                shape.height(),
                shape.width(),
                shape.latentSize(),
                reference,
                reference,
                reference,
                List.of(),
                "cpu",
                1.5,
                Instant.parse("2026-01-01T00:00:00Z").plusSeconds(epoch),
                null,
                referenceImages == null ? null : reference(referenceImages),
                fingerprints == null ? null : reference(fingerprints),
                null);
    }

    private static ArtifactReference reference(Artifact artifact) {
        return new ArtifactReference(artifact.uri(), artifact.sha256(), artifact.sizeBytes());
    }

    /** A fixed set of checkpoints, the oldest first. */
    static Checkpoints known(CheckpointPublished... oldestFirst) {
        return known(new Releases(), oldestFirst);
    }

    /** A fixed set of checkpoints with decisions that a test goes on making. */
    static Checkpoints known(Releases releases, CheckpointPublished... oldestFirst) {
        return new Checkpoints() {
            @Override
            public Optional<CheckpointPublished> find(String checkpointId) {
                return newestFirst().stream()
                        .filter(checkpoint -> checkpoint.checkpointId().equals(checkpointId))
                        .findFirst();
            }

            @Override
            public Optional<CheckpointPublished> await(String checkpointId) {
                return find(checkpointId);
            }

            @Override
            public void onChange(Runnable listener) {}

            @Override
            public boolean complete() {
                return true;
            }

            @Override
            public Releases releases() {
                return releases;
            }

            @Override
            public List<CheckpointPublished> newestFirst() {
                List<CheckpointPublished> newestFirst = new ArrayList<>(List.of(oldestFirst));
                Collections.reverse(newestFirst);
                return newestFirst;
            }
        };
    }
}
