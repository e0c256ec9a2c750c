package io.augmenta.generator.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Names of files within an archive: a folder per class, a number per image. Class names come from whoever made the data
 * set, so what could mean another folder, or nothing on some file system, is replaced.
 */
final class EntryNames {
    private static final Pattern UNSAFE = Pattern.compile("[^\\p{L}\\p{N}_ .-]|^[. ]+|[. ]+$");

    private final List<String> classes;
    private final List<String> folders;

    EntryNames(List<String> classes) {
        this.classes = List.copyOf(classes);
        this.folders = new ArrayList<>();
        for (int i = 0; i < classes.size(); i++) {
            String safe = UNSAFE.matcher(classes.get(i)).replaceAll("_");
            folders.add(safe.isEmpty() || folders.contains(safe) ? safe + "-" + i : safe);
        }
    }

    String of(String label, int index) {
        return "%s/%06d.png".formatted(folders.get(classes.indexOf(label)), index);
    }
}
