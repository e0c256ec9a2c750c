package io.augmenta.ingest.folder;

import java.util.Comparator;
import java.util.List;

/**
 * What lies directly in a folder, by name; hidden things are passed over.
 *
 * @param folders names of folders
 * @param files files
 */
public record Listing(List<String> folders, List<File> files) {
    /** Copies the lists. */
    public Listing {
        folders = List.copyOf(folders);
        files = List.copyOf(files);
    }

    /**
     * A file.
     *
     * @param name its name
     * @param content where its bytes are
     */
    public record File(String name, FileContent content) {}

    /** What there is, in any order and with what is hidden. */
    static Listing of(List<String> folders, List<File> files) {
        return new Listing(
                folders.stream().filter(Listing::isShown).sorted().toList(),
                files.stream()
                        .filter(file -> isShown(file.name()))
                        .sorted(Comparator.comparing(File::name))
                        .toList());
    }

    private static boolean isShown(String name) {
        return !name.isEmpty() && !name.startsWith(".");
    }
}
