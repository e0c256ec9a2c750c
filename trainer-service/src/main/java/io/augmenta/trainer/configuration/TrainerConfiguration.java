package io.augmenta.trainer.configuration;

import io.augmenta.zoo.torch.TorchSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The trainer's settings, {@code augmenta.trainer.*}. */
@ConfigMapping(prefix = "augmenta.trainer")
public interface TrainerConfiguration {

    /** Where to compute: {@code auto} (a GPU where there is one, the CPU otherwise), {@code cpu} or {@code gpu}. */
    @WithDefault("auto")
    Device device();

    /**
     * Threads per operator; 0 for as many as there are cores. Where another busy process shares the cores, 1 is fastest.
     */
    @WithDefault("0")
    int threads();

    /** How long a request waits for a data set version that is not known yet before it is answered as impossible. */
    @WithDefault("10s")
    Duration datasetPatience();

    /** How often a stream of a run's events says that it is alive when there is nothing else to say. */
    @WithDefault("15s")
    Duration eventStreamHeartbeat();

    /** Where to compute. */
    enum Device {
        /** A GPU where there is one, the CPU otherwise. */
        AUTO(TorchSettings.DeviceChoice.AUTOMATIC),
        /** The CPU. */
        CPU(TorchSettings.DeviceChoice.CPU),
        /** A GPU; the trainer does not start where there is none. */
        GPU(TorchSettings.DeviceChoice.GPU);

        private final TorchSettings.DeviceChoice choice;

        Device(TorchSettings.DeviceChoice choice) {
            this.choice = choice;
        }

        TorchSettings.DeviceChoice choice() {
            return choice;
        }
    }
}
