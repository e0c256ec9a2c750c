package io.augmenta.quickstart.command;

import io.augmenta.quickstart.platform.WorkFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What several commands demand of their options, before anything is started. */
final class OptionChecks {

    private static final List<Integer> TRAINABLE_SIZES = List.of(32, 64, 128);

    private OptionChecks() {}

    static void requireTrainableSize(CommandSpec spec, int imageSize) {
        if (!TRAINABLE_SIZES.contains(imageSize)) {
            throw new ParameterException(spec.commandLine(), "--image-size must be 32, 64 or 128, but is " + imageSize);
        }
    }

    static void requireFolder(CommandSpec spec, String option, Path folder) {
        if (!Files.isDirectory(folder)) {
            String found = Files.exists(folder) ? " is a file, not a folder" : " does not exist";
            throw new ParameterException(spec.commandLine(), option + " " + folder + found);
        }
    }

    /** Demands a work folder that an earlier command has left its topics in. */
    static void requireLog(CommandSpec spec, Path work) {
        requireFolder(spec, "--work", work);
        if (!Files.isDirectory(WorkFolder.at(work).kafka())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--work " + work + " holds no topics; 'augmenta train --work DIR', 'sweep' and 'demo' leave such a"
                            + " folder");
        }
    }

    static void requireAtLeastOne(CommandSpec spec, String option, int value) {
        if (value < 1) {
            throw new ParameterException(spec.commandLine(), option + " must be at least 1, but is " + value);
        }
    }

    /** Checks the address of a broker, or of several. */
    static void requireBroker(CommandSpec spec, String kafka) {
        if (!kafka.matches("[^:,\\s]+:\\d+(,[^:,\\s]+:\\d+)*")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--kafka must be HOST:PORT, or several of them separated by commas, but is " + kafka);
        }
    }
}
