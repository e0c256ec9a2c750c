package io.augmenta.ingest.folder;

import io.augmenta.contracts.SplitRule;
import io.augmenta.ingest.ImpossibleIngestException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How a folder is laid out: {@code CLASS/*}, or {@code {Training,Testing}/CLASS/*} (in whatever case) where it has at
 * least one of these two.
 */
public final class FolderLayout {
    private final Path folder;
    private final Map<Origin, Path> parts;
    private final List<String> ignored;

    private FolderLayout(Path folder, Map<Origin, Path> parts, List<String> ignored) {
        this.folder = folder;
        this.parts = parts;
        this.ignored = ignored;
    }

    /**
     * Looks at a folder, not into its classes.
     *
     * @param folder the folder
     * @return its layout
     * @throws ImpossibleIngestException if there is no folder in it
     * @throws IOException if it cannot be listed
     */
    public static FolderLayout of(Path folder) throws IOException {
        Listing listing = Listing.of(folder);
        if (listing.folders().isEmpty()) {
            throw new ImpossibleIngestException(
                    "no-classes",
                    "expected a folder for each class (CLASS/IMAGE or Training/CLASS/IMAGE and Testing/CLASS/IMAGE) in "
                            + folder + ", found " + listing.files().size() + " files and no folder");
        }
        Map<Origin, Path> parts = new EnumMap<>(Origin.class);
        List<String> others = new ArrayList<>();
        for (Path child : listing.folders()) {
            String name = Listing.name(child);
            if (name.equalsIgnoreCase("Training")) {
                parts.putIfAbsent(Origin.TRAINING, child);
            } else if (name.equalsIgnoreCase("Testing")) {
                parts.putIfAbsent(Origin.TESTING, child);
            } else {
                others.add(name);
            }
        }
        if (parts.isEmpty()) {
            return new FolderLayout(folder, Map.of(Origin.UNDIVIDED, folder), List.of());
        }
        return new FolderLayout(folder, parts, others);
    }

    /**
     * Checks that a split rule can be followed.
     *
     * @param rule the rule
     * @throws ImpossibleIngestException if it is {@link SplitRule#SUPPLIED} and a split is not supplied
     */
    public void require(SplitRule rule) {
        if (rule != SplitRule.SUPPLIED) {
            return;
        }
        for (Origin origin : List.of(Origin.TRAINING, Origin.TESTING)) {
            if (!parts.containsKey(origin)) {
                throw new ImpossibleIngestException(
                        "split-not-supplied",
                        "splitRule supplied: expected the folders Training and Testing in " + folder
                                + ", but there is no "
                                + (origin == Origin.TESTING ? "Testing" : "Training")
                                + "; add it, or divide by grouped or random");
            }
        }
    }

    Path folder() {
        return folder;
    }

    /** Where the class folders are. */
    Map<Origin, Path> parts() {
        return parts;
    }

    /** Folders beside Training and Testing. */
    List<String> ignored() {
        return ignored;
    }
}
