package io.augmenta.quickstart.comparison;

import io.augmenta.scoring.pixels.ImageSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The images of a folder, all brought to one size.
 *
 * @param folder where they are
 * @param entries their files and classes
 * @param images their pixels, in the same order
 */
public record FolderImages(Path folder, List<Entry> entries, ImageSet images) {

    private static final int NO_CLASS = -1;

    /**
     * A file and its class.
     *
     * @param file where it is
     * @param label name of the folder that holds it; null where that is the top folder
     */
    public record Entry(Path file, @Nullable String label) {}

    /** Copies the list. */
    public FolderImages {
        entries = List.copyOf(entries);
        if (entries.size() != images.count()) {
            throw new IllegalArgumentException(
                    "expected a file for each of " + images.count() + " images, got " + entries.size());
        }
    }

    /** How many images there are. */
    public int count() {
        return entries.size();
    }

    /** The file of an image, as it is called in the folder. */
    public String name(int index) {
        return folder.relativize(entries.get(index).file()).toString();
    }

    /** Index of each image's class, below 0 where it is of none of these. */
    List<Integer> labels(List<String> classes) {
        List<Integer> labels = new ArrayList<>();
        for (Entry entry : entries) {
            labels.add(entry.label() == null ? NO_CLASS : classes.indexOf(entry.label()));
        }
        return labels;
    }

    /** All classes that any of these has, in alphabetic order. */
    static List<String> classes(Collection<FolderImages> all) {
        TreeSet<String> classes = new TreeSet<>();
        for (FolderImages images : all) {
            for (Entry entry : images.entries()) {
                if (entry.label() != null) {
                    classes.add(entry.label());
                }
            }
        }
        return List.copyOf(classes);
    }
}
