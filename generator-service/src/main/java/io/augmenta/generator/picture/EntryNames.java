package io.augmenta.generator.picture;

import io.augmenta.contracts.ClassFolders;
import java.util.List;

/** Names of files within an archive: a folder per class, a number per image. */
final class EntryNames {
    private final ClassFolders folders;

    EntryNames(List<String> classes) {
        folders = new ClassFolders(classes);
    }

    String of(String label, int index) {
        return "%s/%06d.png".formatted(folders.of(label), index);
    }
}
