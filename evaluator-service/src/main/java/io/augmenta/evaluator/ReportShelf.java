package io.augmenta.evaluator;

import io.augmenta.artifacts.Artifact;
import io.augmenta.artifacts.ArtifactStore;
import io.augmenta.contracts.ArtifactReference;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of completed evaluations' reports. Thread-safe. */
public final class ReportShelf {
    private static final int MAX_BYTES = 512 << 20;

    private final EvaluationRegistry registry;
    private final ArtifactStore artifacts;

    /** A shelf over the store that the reports were put into. */
    public ReportShelf(EvaluationRegistry registry, ArtifactStore artifacts) {
        this.registry = registry;
        this.artifacts = artifacts;
    }

    /** Names of the files of a report in alphabetic order; none when there is no such report. */
    public List<String> names(String evaluationId) {
        return report(evaluationId).keySet().stream().sorted().toList();
    }

    /**
     * A file of a report.
     *
     * @throws io.augmenta.artifacts.ArtifactException when the store has lost it
     * @throws IOException when the store cannot be read
     */
    public Optional<byte[]> find(String evaluationId, String name) throws IOException {
        ArtifactReference reference = report(evaluationId).get(name);
        if (reference == null) {
            return Optional.empty();
        }
        Artifact artifact = new Artifact(reference.uri(), reference.sha256(), reference.sizeBytes());
        return Optional.of(artifacts.read(artifact, MAX_BYTES));
    }

    private Map<String, ArtifactReference> report(String evaluationId) {
        return registry.find(evaluationId).map(EvaluationStatus::report).orElse(Map.of());
    }
}
