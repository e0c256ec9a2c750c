package io.augmenta.quickstart.result;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.augmenta.contracts.ArtifactReference;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.quickstart.chart.LossSheet;
import io.augmenta.quickstart.study.TrainingEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files that a training leaves: what a checkpoint has in the artifact store, and what is told of the run. */
public final class TrainingFiles {

    private TrainingFiles() {}

    /** The files of a checkpoint by the names that they get. */
    public static Map<String, ArtifactReference> ofCheckpoint(CheckpointPublished checkpoint) {
        Map<String, ArtifactReference> files = new LinkedHashMap<>();
        files.put("generator.onnx", checkpoint.generator());
        files.put("samples.png", checkpoint.samples());
        ArtifactReference reconstructions = checkpoint.reconstructions();
        if (reconstructions != null) {
            files.put("reconstructions.png", reconstructions);
        }
        return files;
    }

    /**
     * Writes {@code training.json}, {@code losses.csv} and {@code losses.svg}.
     *
     * @param folder where to
     * @param dataset what was learned from
     * @param end how the training ended
     * @param checkpoint its last checkpoint, or its last good one
     * @param peakMemoryBytes the most memory that the trainer's process held; null where nobody knows
     * @throws IOException if a file cannot be written
     */
    public static void write(
            Path folder,
            DatasetVersion dataset,
            TrainingEnd end,
            CheckpointPublished checkpoint,
            @Nullable Long peakMemoryBytes)
            throws IOException {
        TrainingDocument document = TrainingDocument.of(dataset, end, checkpoint, peakMemoryBytes);
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(folder.resolve("training.json").toFile(), document);
        Files.writeString(folder.resolve("losses.csv"), LossCsv.of(checkpoint.history()));
        if (!checkpoint.history().isEmpty()) {
            Files.writeString(
                    folder.resolve("losses.svg"),
                    LossSheet.svg(checkpoint.recipe() + " on " + dataset.name(), checkpoint.history()));
        }
    }
}
