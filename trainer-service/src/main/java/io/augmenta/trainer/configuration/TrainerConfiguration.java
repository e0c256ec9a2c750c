package io.augmenta.trainer.configuration;

import io.augmenta.zoo.torch.TorchSettings.DeviceChoice;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The trainer's settings, {@code augmenta.trainer.*}. */
@ConfigMapping(prefix = "augmenta.trainer")
public interface TrainerConfiguration {

    /**
     * Where to compute: {@code auto} (every GPU of the machine where there is one, the CPU otherwise), {@code cpu}, {@code
     * gpu} (every GPU) or {@code gpu:N} (the one of that number, from 0). Several GPUs share each batch. The trainer does not
     * start where a GPU is asked for that is not there, nor on any other text.
     */
    @WithDefault("auto")
    @WithConverter(DeviceConverter.class)
    DeviceChoice device();

    /**
     * Threads per operator; 0 for as many as there are cores. Where another busy process shares the cores, 1 is fastest.
     */
    @WithDefault("0")
    int threads();

    /** How long a request waits for a data set version that is not known yet before it is answered as impossible. */
    @WithDefault("10s")
    Duration datasetPatience();

    /**
     * After how long without a run the trainer leaves, with exit status 0: for a trainer that is started as a job while requests
     * wait. By default it stays. Counted from when it has read the log; shorter than it takes to be given a request (seconds) would
     * make it leave in vain.
     */
    Optional<Duration> leaveWhenIdle();

    /**
     * Of how many ended runs, those that ended last, every epoch is kept in memory for whoever asks; of earlier ones the last
     * epoch is. The log has them all. An epoch takes about half a kilobyte.
     */
    @WithDefault("100")
    int keptHistories();

    /** How often a stream of a run's events says that it is alive when there is nothing else to say. */
    @WithDefault("15s")
    Duration eventStreamHeartbeat();
}
