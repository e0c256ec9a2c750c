package io.augmenta.ingest.folder;

import io.augmenta.ingest.ImpossibleIngestException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The files of a folder.
 *
 * @param files in the order of their paths
 * @param warnings what is odd about the folder, for its owner to read
 */
public record ImageFolder(List<ImageFile> files, List<String> warnings) {
    /** Copies the lists. */
    public ImageFolder {
        files = List.copyOf(files);
        warnings = List.copyOf(warnings);
    }

    /** Lists all files in the class folders. */
    public static ImageFolder scan(FolderLayout layout) throws IOException {
        return scan(layout, FileSelection.ALL);
    }

    /**
     * Lists files in the class folders.
     *
     * @param layout of the folder
     * @param selection which of them
     * @return its files
     * @throws ImpossibleIngestException if there is none
     * @throws IOException if a folder cannot be listed
     */
    public static ImageFolder scan(FolderLayout layout, FileSelection selection) throws IOException {
        List<ImageFile> files = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        if (!layout.ignored().isEmpty()) {
            warnings.add("left out, since they are neither Training nor Testing: folders " + layout.ignored());
        }
        for (Map.Entry<Origin, Path> part : layout.parts().entrySet()) {
            scanPart(layout, part.getKey(), part.getValue(), files, warnings);
        }
        files.removeIf(file -> !selection.has(file));
        if (files.isEmpty()) {
            throw new ImpossibleIngestException(
                    "no-images",
                    "expected images in the class folders of " + layout.folder() + ", found no files at all: "
                            + warnings);
        }
        return new ImageFolder(files, warnings);
    }

    private static void scanPart(
            FolderLayout layout, Origin origin, Path part, List<ImageFile> files, List<String> warnings)
            throws IOException {
        Listing classes = Listing.of(part);
        if (!classes.files().isEmpty()) {
            warnings.add("left out, since they are in no class folder: "
                    + classes.files().size() + " files directly in " + nameOf(layout, part));
        }
        for (Path classFolder : classes.folders()) {
            Listing listing = Listing.of(classFolder);
            String name = relative(layout.folder(), classFolder);
            if (listing.files().isEmpty()) {
                warnings.add("class folder \"" + name + "\" has no files: nothing of it is in the data set");
            }
            if (!listing.folders().isEmpty()) {
                warnings.add("left out: " + listing.folders().size() + " folders within class folder \"" + name + "\"");
            }
            String label = Listing.name(classFolder);
            for (Path file : listing.files()) {
                files.add(new ImageFile(file, relative(layout.folder(), file), label, origin));
            }
        }
    }

    private static String nameOf(FolderLayout layout, Path part) {
        return part.equals(layout.folder()) ? "the folder" : relative(layout.folder(), part);
    }

    private static String relative(Path folder, Path path) {
        return folder.relativize(path).toString().replace('\\', '/');
    }
}
