package io.augmenta.generator.rest.inference;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.generator.Checkpoints;
import io.augmenta.generator.NothingReleasedException;
import io.augmenta.generator.ServedNames;
import io.augmenta.generator.UnknownCheckpointException;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names and versions of models: a run's versions are its epochs; whatever else names a checkpoint has that one. */
@Singleton
class Models {
    private final Checkpoints checkpoints;
    private final ServedNames servedNames;

    Models(Checkpoints checkpoints, ServedNames servedNames) {
        this.checkpoints = checkpoints;
        this.servedNames = servedNames;
    }

    /** The model of this name; without a version the newest one. */
    Model named(String name, @Nullable String version) throws UnknownModelException {
        List<CheckpointPublished> all = candidates(name);
        List<String> versions = all.stream()
                .map(checkpoint -> Integer.toString(checkpoint.epoch()))
                .toList();
        CheckpointPublished meant = all.stream()
                .filter(checkpoint -> version == null || version.equals(Integer.toString(checkpoint.epoch())))
                .findFirst()
                .orElseThrow(() -> UnknownModelException.version(name, String.valueOf(version), versions));
        return new Model(name, meant, versions);
    }

    private List<CheckpointPublished> candidates(String name) throws UnknownModelException {
        List<CheckpointPublished> ofRun = checkpoints.newestFirst().stream()
                .filter(checkpoint -> checkpoint.runId().equals(name))
                .toList();
        if (!ofRun.isEmpty()) {
            return ofRun;
        }
        try {
            return List.of(servedNames.named(name));
        } catch (UnknownCheckpointException | NothingReleasedException e) {
            throw UnknownModelException.name(name, String.valueOf(e.getMessage()));
        }
    }
}
