package io.augmenta.quickstart.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.augmenta.zoo.torch.TorchSettings.DeviceChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformSettingsTest {

    @Test
    void deviceIsToldToTrainerAndEvaluator(@TempDir Path folder) {
        Map<String, String> configuration =
                settings(folder).on(new DeviceChoice.OneGpu(1)).serviceConfiguration("localhost:9092");
        assertEquals("gpu:1", configuration.get("augmenta.trainer.device"));
        assertEquals("gpu:1", configuration.get("augmenta.evaluator.device"));
    }

    @Test
    void withoutADeviceTheServicesConfigurationHolds(@TempDir Path folder) {
        Map<String, String> configuration = settings(folder).serviceConfiguration("localhost:9092");
        assertFalse(configuration.containsKey("augmenta.trainer.device"));
        assertFalse(configuration.containsKey("augmenta.evaluator.device"));
    }

    @Test
    void theFolderOfNetworksIsToldToTheEvaluatorWhereOneIsGiven(@TempDir Path folder) {
        Path models = folder.resolve("models");

        Map<String, String> told = settings(folder).withModels(models).serviceConfiguration("localhost:9092");

        assertEquals(models.toString(), told.get("augmenta.evaluator.models.folder"));
        assertFalse(settings(folder)
                .serviceConfiguration("localhost:9092")
                .containsKey("augmenta.evaluator.models.folder"));
    }

    private static PlatformSettings settings(Path folder) {
        return new PlatformSettings(WorkFolder.at(folder), List.of(folder), 0, null, false);
    }

    @Test
    void watchedFoldersAreToldByTheNamesOfTheirDataSetsAndOnlyServeActsOnThem(@TempDir Path folder) {
        Path brains = folder.resolve("brains");
        PlatformSettings serving = new PlatformSettings(
                        WorkFolder.at(folder),
                        List.of(folder),
                        0,
                        null,
                        false,
                        ServiceSelection.CONTINUOUS,
                        1,
                        folder.resolve("log"))
                .watching(Map.of("brains.v2", brains));

        Map<String, String> told = serving.serviceConfiguration("localhost:9092");

        assertEquals(brains.toString(), told.get("augmenta.ingest.watches.\"brains.v2\".folder"));
        assertEquals("true", told.get("augmenta.ingest.watch.acts"));
        assertEquals(
                "false", settings(folder).serviceConfiguration("localhost:9092").get("augmenta.ingest.watch.acts"));
    }
}
