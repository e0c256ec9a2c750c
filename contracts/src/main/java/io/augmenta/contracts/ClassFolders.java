package io.augmenta.contracts;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Names of classes as names of folders. Class names come from whoever made the data set, so what could mean another folder, or
 * nothing on some file system, is replaced; names that would then be the same get the number of their class. Immutable.
 */
public final class ClassFolders {
    /** What almost all names are, and quickly seen. */
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_-]+");

    private static final Pattern UNSAFE = Pattern.compile("[^\\p{L}\\p{N}_ .-]|^[. ]+|[. ]+$");

    private final List<String> classes;
    private final List<String> folders;

    /** Takes the classes in the order that numbers them from 0. */
    public ClassFolders(List<String> classes) {
        this.classes = List.copyOf(classes);
        this.folders = new ArrayList<>();
        for (int i = 0; i < classes.size(); i++) {
            String name = classes.get(i);
            String safe =
                    SAFE.matcher(name).matches() ? name : UNSAFE.matcher(name).replaceAll("_");
            folders.add(safe.isEmpty() || folders.contains(safe) ? safe + "-" + i : safe);
        }
    }

    /**
     * The folder of a class, a single name without separators.
     *
     * @throws IllegalArgumentException if it is none of the classes
     */
    public String of(String label) {
        int number = classes.indexOf(label);
        if (number < 0) {
            throw new IllegalArgumentException("expected one of the classes " + classes + ", got '" + label + "'");
        }
        return folders.get(number);
    }
}
