package io.augmenta.quickstart.classifier;

import io.augmenta.extraction.FeatureCache;
import io.augmenta.extraction.OnnxExtractor;
import io.augmenta.extraction.UnusableModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The file of a network in a folder of such. */
public final class ModelFile {

    private ModelFile() {}

    /**
     * Finds a network and has it checked.
     *
     * @param folder need not be there
     * @param name a file name without a path
     * @param extension what it has to end with
     * @param check throws {@link UnusableModelException} where the network or its description cannot be used
     * @throws UnusableChoiceException if there is none, or the check says so
     */
    static void require(Path folder, String name, String extension, Consumer<Path> check)
            throws UnusableChoiceException {
        List<String> there = names(folder, extension);
        if (!there.contains(name)) {
            throw new UnusableChoiceException(
                    "there is no model '" + name + "' in " + folder + "; "
                            + (there.isEmpty()
                                    ? "no file there ends with " + extension + " (--models names another folder)"
                                    : "there is " + String.join(", ", there)),
                    null);
        }
        try {
            check.accept(folder.resolve(name));
        } catch (UnusableModelException e) {
            throw new UnusableChoiceException(e.getMessage(), e);
        }
    }

    /**
     * Finds a network whose features images can be compared by, and has it run once.
     *
     * @throws UnusableChoiceException if there is none, or it cannot be used
     */
    public static void requireExtractor(Path folder, String name) throws UnusableChoiceException {
        require(folder, name, ".onnx", model -> OnnxExtractor.open(model, 1, FeatureCache.inMemory(0))
                .close());
    }

    private static List<String> names(Path folder, String extension) throws UnusableChoiceException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(extension))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UnusableChoiceException("the folder of models " + folder + " cannot be read: " + e, e);
        }
    }
}
