package io.augmenta.quickstart.command;

import io.augmenta.contracts.SplitRule;
import io.augmenta.quickstart.study.ImagesPlan;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that say how images become a data set, and what is drawn at random with it and after. */
@SuppressWarnings("NullAway.Init") // picocli fills in the options
final class ImagesOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--image-size",
            paramLabel = "PIXELS",
            defaultValue = "64",
            description = "Edge length that images are brought to: 32, 64 or 128. Default: ${DEFAULT-VALUE}.")
    private int imageSize;

    @Option(
            names = "--split",
            paramLabel = "RULE",
            defaultValue = "grouped",
            description =
                    "grouped: near duplicates stay on one side of the split; random: each image by itself; supplied: "
                            + "as the folders Training and Testing say. Default: ${DEFAULT-VALUE}.")
    private SplitRule split;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "7",
            description = "What everything random is drawn from; the same seed gives the same report. "
                    + "Default: ${DEFAULT-VALUE}.")
    private long seed;

    void check() {
        OptionChecks.requireTrainableSize(spec, imageSize);
    }

    /** What is to be made of the images of a folder. */
    ImagesPlan planFor(Path folder) {
        return new ImagesPlan(folder.toAbsolutePath().normalize(), imageSize, split, seed);
    }

    SplitRule split() {
        return split;
    }

    long seed() {
        return seed;
    }
}
