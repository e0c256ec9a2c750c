package io.augmenta.ingest.folder;

import io.augmenta.ingest.ImpossibleIngestException;
import java.io.IOException;
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
        for (Map.Entry<Origin, String> part : layout.parts().entrySet()) {
            scanPart(layout, part.getKey(), part.getValue(), files, warnings);
        }
        files.removeIf(file -> !selection.has(file));
        if (files.isEmpty()) {
            throw new ImpossibleIngestException(
                    "no-images",
                    "expected images in the class folders of " + layout.tree() + ", found no files at all: "
                            + warnings);
        }
        return new ImageFolder(files, warnings);
    }

    private static void scanPart(
            FolderLayout layout, Origin origin, String part, List<ImageFile> files, List<String> warnings)
            throws IOException {
        Listing classes = layout.tree().list(part);
        if (!classes.files().isEmpty()) {
            warnings.add("left out, since they are in no class folder: "
                    + classes.files().size() + " files directly in "
                    + (part.isEmpty() ? "the folder" : part));
        }
        for (String label : classes.folders()) {
            String name = part.isEmpty() ? label : part + "/" + label;
            Listing listing = layout.tree().list(name);
            if (listing.files().isEmpty()) {
                warnings.add("class folder \"" + name + "\" has no files: nothing of it is in the data set");
            }
            if (!listing.folders().isEmpty()) {
                warnings.add("left out: " + listing.folders().size() + " folders within class folder \"" + name + "\"");
            }
            for (Listing.File file : listing.files()) {
                files.add(new ImageFile(file.content(), name + "/" + file.name(), label, origin));
            }
        }
    }
}
