package io.augmenta.quickstart.sweep;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.augmenta.artifacts.Artifact;
import io.augmenta.artifacts.ArtifactStore;
import io.augmenta.contracts.ArtifactReference;
import io.augmenta.contracts.EvaluationCompleted;
import io.augmenta.quickstart.study.StudyFailedException;
import java.io.IOException;

/**
 * The reports of evaluations.
 *
 * @param artifacts where they are kept
 */
record ScoreReports(ArtifactStore artifacts) {

    private static final String FILE = "report.json";
    private static final int MAX_BYTES = 256 << 20;

    /** The figures of a report. */
    Scores read(EvaluationCompleted completed) throws StudyFailedException {
        ArtifactReference report = completed.report().get(FILE);
        if (report == null) {
            throw new StudyFailedException("evaluation " + completed.evaluationId() + " has no " + FILE + ", but "
                    + completed.report().keySet());
        }
        try {
            byte[] content = artifacts.read(new Artifact(report.uri(), report.sha256(), report.sizeBytes()), MAX_BYTES);
            return Scores.of(completed.evaluationId(), new ObjectMapper().readTree(content));
        } catch (IOException e) {
            throw new StudyFailedException(
                    "the report of evaluation " + completed.evaluationId() + " cannot be read: " + e, e);
        }
    }
}
