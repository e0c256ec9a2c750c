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

    @Test
    void trainerAndEvaluatorShareAnEngineAndSoItsNumberOfThreads(@TempDir Path folder) {
        Map<String, String> untold = settings(folder).serviceConfiguration("localhost:9092");
        assertFalse(untold.containsKey("augmenta.trainer.threads"));
        assertFalse(untold.containsKey("augmenta.evaluator.threads"));
        assertEquals(List.of("1", "1"), threads(among(10_000, folder)));

        for (String said : List.of("augmenta.trainer.threads", "augmenta.evaluator.threads")) {
            System.setProperty(said, "3");
            try {
                assertEquals(List.of("3", "3"), threads(settings(folder)));
            } finally {
                System.clearProperty(said);
            }
        }
    }

    private static List<String> threads(PlatformSettings settings) {
        Map<String, String> told = settings.serviceConfiguration("localhost:9092");
        return List.of(
                String.valueOf(told.get("augmenta.trainer.threads")),
                String.valueOf(told.get("augmenta.evaluator.threads")));
    }

    private static PlatformSettings among(int trainers, Path folder) {
        return new PlatformSettings(
                WorkFolder.at(folder),
                List.of(folder),
                0,
                null,
                false,
                ServiceSelection.CONTINUOUS,
                trainers,
                folder.resolve("log"));
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
