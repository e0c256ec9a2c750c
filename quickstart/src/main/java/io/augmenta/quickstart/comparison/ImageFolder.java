package io.augmenta.quickstart.comparison;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of a folder of images, each with its class where the folder has folders of classes. */
final class ImageFolder {

    private ImageFolder() {}

    /** All files below {@code folder} in the order of their names, hidden ones left out. */
    static List<FolderImages.Entry> entries(Path folder) throws ComparisonException {
        if (!Files.isDirectory(folder)) {
            throw new ComparisonException(
                    folder + (Files.exists(folder) ? " is a file, not a folder of images" : " does not exist"));
        }
        List<FolderImages.Entry> entries;
        try (Stream<Path> files = Files.walk(folder)) {
            entries = files.filter(Files::isRegularFile)
                    .filter(file -> !hidden(folder.relativize(file)))
                    .sorted()
                    .map(file -> new FolderImages.Entry(file, label(folder, file)))
                    .toList();
        } catch (IOException e) {
            throw new ComparisonException("folder " + folder + " cannot be read: " + e, e);
        }
        if (entries.isEmpty()) {
            throw new ComparisonException("folder " + folder + " holds no files");
        }
        return entries;
    }

    private static @Nullable String label(Path folder, Path file) {
        Path parent = file.getParent();
        if (parent == null || parent.equals(folder)) {
            return null;
        }
        Path name = parent.getFileName();
        return name == null ? null : name.toString();
    }

    private static boolean hidden(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }
}
