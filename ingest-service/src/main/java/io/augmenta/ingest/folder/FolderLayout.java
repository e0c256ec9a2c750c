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
    static final String TOP = "";

    private final ImageTree tree;
    private final Map<Origin, String> parts;
    private final List<String> ignored;

    private FolderLayout(ImageTree tree, Map<Origin, String> parts, List<String> ignored) {
        this.tree = tree;
        this.parts = parts;
        this.ignored = ignored;
    }

    /** Looks at a folder of this machine, see {@link #of(ImageTree)}. */
    public static FolderLayout of(Path folder) throws IOException {
        return of(new FolderTree(folder));
    }

    /**
     * Looks at what is to be ingested, not into its classes.
     *
     * @param tree what is to be ingested
     * @return its layout
     * @throws ImpossibleIngestException if there is no folder in it
     * @throws IOException if it cannot be listed
     */
    public static FolderLayout of(ImageTree tree) throws IOException {
        Listing listing = tree.list(TOP);
        if (listing.folders().isEmpty()) {
            throw new ImpossibleIngestException(
                    "no-classes",
                    "expected a folder for each class (CLASS/IMAGE or Training/CLASS/IMAGE and Testing/CLASS/IMAGE) in "
                            + tree + ", found " + listing.files().size() + " files and no folder");
        }
        Map<Origin, String> parts = new EnumMap<>(Origin.class);
        List<String> others = new ArrayList<>();
        for (String name : listing.folders()) {
            if (name.equalsIgnoreCase("Training")) {
                parts.putIfAbsent(Origin.TRAINING, name);
            } else if (name.equalsIgnoreCase("Testing")) {
                parts.putIfAbsent(Origin.TESTING, name);
            } else {
                others.add(name);
            }
        }
        if (parts.isEmpty()) {
            return new FolderLayout(tree, Map.of(Origin.UNDIVIDED, TOP), List.of());
        }
        return new FolderLayout(tree, parts, others);
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
                        "splitRule supplied: expected the folders Training and Testing in " + tree
                                + ", but there is no "
                                + (origin == Origin.TESTING ? "Testing" : "Training")
                                + "; add it, or divide by grouped or random");
            }
        }
    }

    ImageTree tree() {
        return tree;
    }

    /** Where the class folders are, from the top. */
    Map<Origin, String> parts() {
        return parts;
    }

    /** Folders beside Training and Testing. */
    List<String> ignored() {
        return ignored;
    }
}
