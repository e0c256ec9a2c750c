package io.augmenta.trainer.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.zoo.torch.TorchSettings.DeviceChoice;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainerConfigurationTest {

    @Test
    void deviceIsAutomaticUnlessSaidOtherwise() {
        assertEquals(DeviceChoice.AUTOMATIC, with(Map.of()).device());
    }

    @Test
    void deviceIsReadFromConfiguration() {
        assertEquals(
                DeviceChoice.CPU, with(Map.of("augmenta.trainer.device", "cpu")).device());
        assertEquals(
                DeviceChoice.GPU, with(Map.of("augmenta.trainer.device", "gpu")).device());
        assertEquals(
                new DeviceChoice.OneGpu(2),
                with(Map.of("augmenta.trainer.device", "gpu:2")).device());
    }

    @Test
    void otherDeviceIsRefusedWithThePossibleOnes() {
        Exception refused = assertThrows(RuntimeException.class, () -> with(Map.of("augmenta.trainer.device", "tpu")));
        String told = String.valueOf(refused.getMessage());
        assertTrue(told.contains("augmenta.trainer.device"), told);
        assertTrue(told.contains("gpu:N (the GPU of that number, from 0)"), told);
    }

    private static TrainerConfiguration with(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(TrainerConfiguration.class)
                .withConverter(Duration.class, 100, new DurationConverter())
                .withSources(new PropertiesConfigSource(properties, "given", 100))
                .build()
                .getConfigMapping(TrainerConfiguration.class);
    }
}
