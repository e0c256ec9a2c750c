package io.augmenta.quickstart.verification;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of making a file's image again.
 *
 * @param file the file
 * @param outcome in a word
 * @param says what the file says of itself, by keyword; nothing where it could not be read
 * @param explanation for a person; empty where the word says all
 */
public record FileVerdict(Path file, Outcome outcome, Map<String, String> says, String explanation) {

    /** In a word. */
    public enum Outcome {
        /** Every byte of the file is what the checkpoint's image gives. */
        SAME,
        /** The pixels are, but the file was written anew or says other things. */
        SAME_PIXELS,
        /** The checkpoint makes another image. */
        DIFFERENT,
        /** It cannot be made again. */
        NOT_VERIFIABLE;

        /** The word in texts and files, such as {@code same-pixels}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Copies the map. */
    public FileVerdict {
        says = Map.copyOf(says);
    }

    /** What the file says that its image was made from, on a line; empty where it does not say. */
    public String origin() {
        if (!says.containsKey("Augmenta-Checkpoint") || !says.containsKey("Augmenta-Index")) {
            return "";
        }
        return says.get("Augmenta-Checkpoint") + ", class " + says.get("Augmenta-Class") + ", seed "
                + says.get("Augmenta-Seed") + ", index " + says.get("Augmenta-Index");
    }

    /** In the order of keywords. */
    Map<String, String> sorted() {
        return new TreeMap<>(says);
    }
}
