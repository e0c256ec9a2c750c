package io.augmenta.generator.picture;

import io.augmenta.contracts.ClassFolders;
import java.util.List;

/** Names of files within an archive: a folder per class, a number per image. */
final class EntryNames {
    private static final int LEAST_DIGITS = 6;

    private final ClassFolders folders;

    EntryNames(List<String> classes) {
        folders = new ClassFolders(classes);
    }

    String of(String label, int index) {
        String digits = Integer.toString(index);
        // once for every image, where a format would take as long as the copy that the archive holds
        return folders.of(label) + "/" + "0".repeat(Math.max(0, LEAST_DIGITS - digits.length())) + digits + ".png";
    }
}
