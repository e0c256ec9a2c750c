package io.augmenta.evaluator.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.zoo.torch.TorchSettings.DeviceChoice;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluatorConfigurationTest {

    @Test
    void deviceIsAutomaticUnlessSaidOtherwise() {
        assertEquals(DeviceChoice.AUTOMATIC, with(Map.of()).device());
    }

    @Test
    void deviceIsReadFromConfiguration() {
        assertEquals(
                DeviceChoice.CPU,
                with(Map.of("augmenta.evaluator.device", "cpu")).device());
        assertEquals(
                DeviceChoice.GPU,
                with(Map.of("augmenta.evaluator.device", "gpu")).device());
        assertEquals(
                new DeviceChoice.OneGpu(2),
                with(Map.of("augmenta.evaluator.device", "gpu:2")).device());
    }

    @Test
    void otherDeviceIsRefusedWithThePossibleOnes() {
        Exception refused =
                assertThrows(RuntimeException.class, () -> with(Map.of("augmenta.evaluator.device", "tpu")));
        String told = String.valueOf(refused.getMessage());
        assertTrue(told.contains("augmenta.evaluator.device"), told);
        assertTrue(told.contains("gpu:N (the GPU of that number, from 0)"), told);
    }

    @Test
    void modelsAndFeaturesHaveTheirOwnPlaces() {
        EvaluatorConfiguration plain = with(Map.of());
        assertEquals(Path.of("augmenta-work/models"), plain.models().folder());
        assertEquals(256L << 20, plain.features().memory().asLongValue());
        assertEquals(Optional.empty(), plain.features().folder());
        EvaluatorConfiguration set = with(Map.of(
                "augmenta.evaluator.models.folder", "/models",
                "augmenta.evaluator.features.folder", "/features",
                "augmenta.evaluator.features.memory", "1G"));
        assertEquals(Path.of("/models"), set.models().folder());
        assertEquals(Optional.of(Path.of("/features")), set.features().folder());
        assertEquals(1L << 30, set.features().memory().asLongValue());
    }

    private static EvaluatorConfiguration with(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(EvaluatorConfiguration.class)
                .withConverter(Duration.class, 100, new DurationConverter())
                .withConverter(MemorySize.class, 100, new MemorySizeConverter())
                .withSources(new PropertiesConfigSource(properties, "given", 100))
                .build()
                .getConfigMapping(EvaluatorConfiguration.class);
    }
}
