package io.augmenta.evaluator.configuration;

import io.augmenta.zoo.torch.TorchSettings.DeviceChoice;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

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

    /** What an evaluation must show for its checkpoint to be released. */
    Gate gate();

    /** The networks that classifiers may begin with. */
    Models models();

    /** What is done with the features of networks that stay as they are. */
    Features features();

    /** Limits of the release policy; one that is left empty is not asked about. */
    interface Gate {
        /** About a classifier that learns from generated images beside real ones (mixed). */
        Utility utility();

        /** About the likeness of generated and real images. */
        Fidelity fidelity();

        /** About copies of training images. */
        Privacy privacy();

        /** Limits about utility. */
        interface Utility {
            /**
             * The least by which its accuracy must exceed that of a classifier on real images alone; below 0, what may be
             * lost.
             */
            @WithDefault("-0.01")
            OptionalDouble leastGain();

            /** The same over real images of which some are repeated; needs the control {@code repeated}. */
            OptionalDouble leastGainOverRepeated();

            /** Its least accuracy on real test images. */
            OptionalDouble leastAccuracy();
        }

        /** Limits about fidelity. */
        interface Fidelity {
            /** The least coverage, as a share of what real images reach. */
            @WithDefault("0.5")
            OptionalDouble leastCoverageShare();

            /** The largest Fréchet distance, as a multiple of that between real images. */
            OptionalDouble mostFrechetMultiple();

            /** The largest Kolmogorov-Smirnov distance of pixel intensities. */
            OptionalDouble mostKsPixels();
        }

        /** Limits about privacy. */
        interface Privacy {
            /** The largest copy rate, by pixels, by fingerprints and by features alike. */
            @WithDefault("0.01")
            OptionalDouble mostCopied();

            /** The largest area under the ROC curve of a membership inference attack; 0.5 is guessing. */
            @WithDefault("0.6")
            OptionalDouble mostMembershipArea();
        }
    }

    /** Settings of networks, {@code augmenta.evaluator.models.*}. */
    interface Models {

        /**
         * Where the networks of {@code features:MODEL.onnx} and {@code finetune:MODEL.pt} are, each with the JSON file that
         * describes it. It need not be there: then there are none.
         */
        @WithDefault("augmenta-work/models")
        Path folder();
    }

    /** Settings of features, {@code augmenta.evaluator.features.*}. */
    interface Features {

        /** How much memory the features of images may take. */
        @WithDefault("256M")
        MemorySize memory();

        /**
         * Where they are kept besides, so that the next evaluation need not compute them again; by default nowhere. Features
         * tell something about the images, so keep the folder as you keep these; it may be emptied at any time.
         */
        Optional<Path> folder();
    }
}
