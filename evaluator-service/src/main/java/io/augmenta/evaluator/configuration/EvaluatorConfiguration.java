package io.augmenta.evaluator.configuration;

import io.augmenta.zoo.torch.TorchSettings.DeviceChoice;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The evaluator's settings, {@code augmenta.evaluator.*}. */
@ConfigMapping(prefix = "augmenta.evaluator")
public interface EvaluatorConfiguration {

    /**
     * Where to train classifiers: {@code auto} (a GPU where there is one, the CPU otherwise), {@code cpu}, {@code gpu} or
     * {@code gpu:N} (the one of that number, from 0). A classifier is trained on one device: the first where there are
     * several. The evaluator does not start where a GPU is asked for that is not there, nor on any other text.
     */
    @WithDefault("auto")
    @WithConverter(DeviceConverter.class)
    DeviceChoice device();

    /**
     * Threads per operator; 0 for as many as there are cores. Where another busy process shares the cores, 1 is fastest.
     */
    @WithDefault("0")
    int threads();

    /**
     * How long a request waits for a data set version or checkpoint that is not known yet before it is answered as
     * impossible.
     */
    @WithDefault("10s")
    Duration patience();
}
