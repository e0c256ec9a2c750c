package io.augmenta.quickstart.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What several commands demand of folders and sizes. */
final class ImageOptions {

    private static final List<Integer> TRAINABLE_SIZES = List.of(32, 64, 128);

    private ImageOptions() {}

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

    static void requireAtLeastOne(CommandSpec spec, String option, int value) {
        if (value < 1) {
            throw new ParameterException(spec.commandLine(), option + " must be at least 1, but is " + value);
        }
    }
}
