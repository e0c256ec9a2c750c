package io.augmenta.quickstart.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoringClassifierTest {

    private final Path models;

    ScoringClassifierTest(@TempDir Path folder) {
        this.models = folder.resolve("models");
    }

    @Test
    void compactLearnsForTwentyEpochsUnlessToldOtherwise() throws Exception {
        assertEquals(
                Map.of("epochs", "20", "width", "8"),
                ScoringClassifier.choose("compact", Map.of("width", "8"), models)
                        .settings());
        assertEquals(
                Map.of("epochs", "3"),
                ScoringClassifier.choose("compact", Map.of("epochs", "3"), models)
                        .settings());
    }

    @Test
    void aNetworkThatStaysAsItIsHasNoEpochs() throws Exception {
        TestNetwork.write(models);

        ScoringClassifier chosen = ScoringClassifier.choose("features:tiny.onnx", Map.of("l2", "0.1"), models);

        assertEquals(new ScoringClassifier("features:tiny.onnx", Map.of("l2", "0.1")), chosen);
        assertTrue(complaint("features:tiny.onnx", Map.of("epochs", "20")).contains("allowed: l2"));
        assertTrue(complaint("features:tiny.onnx", Map.of("l2", "0"))
                .contains("l2 is \"0\"; allowed: a number from 1.0E-8 to 1000000.0"));
    }

    @Test
    void fineTuningHasTheEvaluatorsDefaults() throws Exception {
        TestNetwork.write(models);
        Files.writeString(models.resolve("tiny.pt"), "stands for a network; only its description is read");

        assertEquals(
                Map.of(),
                ScoringClassifier.choose("finetune:tiny.pt", Map.of(), models).settings());
        assertTrue(complaint("finetune:tiny.pt", Map.of("epochs", "0"))
                .contains("epochs is \"0\"; allowed: a whole number from 1 to 1000"));
        assertTrue(
                complaint("finetune:tiny.pt", Map.of("l2", "1")).contains("allowed: head-epochs, epochs, batch-size"));
    }

    @Test
    void aMissingModelIsToldWithThoseThatThereAre() throws Exception {
        assertTrue(complaint("features:a.onnx", Map.of()).contains("no file there ends with .onnx"));
        TestNetwork.write(models);

        assertTrue(complaint("features:a.onnx", Map.of()).contains("there is tiny.onnx"));
        assertTrue(complaint("features:../models/tiny.onnx", Map.of()).contains("there is tiny.onnx"));
        assertTrue(complaint("finetune:tiny.onnx", Map.of()).contains("no file there ends with .pt"));
    }

    @Test
    void aModelWithoutADescriptionIsToldWithTheFileThatIsMissing() throws Exception {
        TestNetwork.write(models);
        Files.delete(models.resolve("tiny.json"));

        assertTrue(complaint("features:tiny.onnx", Map.of()).contains("tiny.json"));
    }

    @Test
    void aModelThatCannotRunIsToldAtOnce() throws Exception {
        Files.writeString(TestNetwork.write(models), "no network");

        assertTrue(complaint("features:tiny.onnx", Map.of()).contains("tiny.onnx"));
    }

    @Test
    void familiesAndSettingsThatAreNoneAreToldWithThoseThatAre() {
        assertTrue(complaint("resnet", Map.of()).contains("features:MODEL.onnx"));
        assertTrue(complaint("compact:tiny.onnx", Map.of()).contains("there is compact"));
        assertTrue(complaint("compact", Map.of("widht", "8")).contains("width"));
    }

    private String complaint(String family, Map<String, String> settings) {
        return String.valueOf(
                assertThrows(UnusableChoiceException.class, () -> ScoringClassifier.choose(family, settings, models))
                        .getMessage());
    }
}
