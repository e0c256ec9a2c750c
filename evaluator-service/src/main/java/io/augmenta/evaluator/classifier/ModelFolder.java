package io.augmenta.evaluator.classifier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The networks that classifiers may begin with: the files of one folder, named without their path. Thread-safe.
 *
 * @param folder need not be there, and is empty then
 */
public record ModelFolder(Path folder) {
    /** Names that cannot lead out of the folder, on any file system. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+-]*");

    /**
     * The file of a model.
     *
     * @param name its file name
     * @param extension what it has to end with, such as {@code .onnx}
     * @throws ImpossibleClassifierException when there is no such model; the message says which there are
     */
    Path require(String name, String extension) {
        if (NAME.matcher(name).matches() && name.endsWith(extension)) {
            Path file = folder.resolve(name);
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        List<String> there = names(extension);
        throw new ImpossibleClassifierException(
                "There is no model '%s' in the evaluator's models folder; %s"
                        .formatted(
                                name,
                                there.isEmpty()
                                        ? "it has none that ends with " + extension
                                        : "there is " + String.join(", ", there)),
                null);
    }

    private List<String> names(String extension) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> String.valueOf(file.getFileName()))
                    .filter(name ->
                            name.endsWith(extension) && NAME.matcher(name).matches())
                    .sorted()
                    .toList();
        } catch (NotDirectoryException gone) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("The evaluator's models folder " + folder + " cannot be read", e);
        }
    }
}
