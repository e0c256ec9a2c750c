package io.augmenta.ingest.reading;

import io.augmenta.imaging.identity.Fingerprint;
import io.augmenta.ingest.folder.ImageFile;
import io.augmenta.ingest.folder.Origin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells new images from those seen before. The same pixels with the same label are one image, however many files have
 * them; the same pixels under two labels are a conflict, and none of their files is kept. Where an image is in Training
 * and in Testing it belongs to Testing: the supplied test split stays whole, and models learn from a little less.
 *
 * <p>Keeps a few hundred bytes per distinct image; the pixels go to the spill. Not safe for use by several threads.
 */
public final class ImageLedger {
    private final PixelSpill spill;
    private final Map<String, Entry> entries = new HashMap<>();
    private final List<Conflict> conflicting = new ArrayList<>();
    private long duplicates;
    private long conflicts;

    /** @param spill takes the pixels of new images; the caller closes it */
    public ImageLedger(PixelSpill spill) {
        this.spill = spill;
    }

    /**
     * Enters an image.
     *
     * @param file where it is from
     * @param image what was read
     * @throws IOException if its pixels cannot be put aside
     */
    public void enter(ImageFile file, ReadImage image) throws IOException {
        Entry known = entries.get(image.id());
        if (known == null) {
            entries.put(image.id(), new Entry(file, image.fingerprint(), spill.add(image.pixels())));
        } else if (known.conflicting) {
            conflicts++;
        } else if (known.label.equals(file.label())) {
            duplicates++;
            known.repeatedIn(file);
        } else {
            // what counted as repeats so far was part of the conflict
            duplicates -= known.files - 1;
            conflicts += known.files + 1;
            known.conflicting = true;
            conflicting.add(new Conflict(known.source, file.source()));
        }
    }

    /** {@return the distinct images with one label, by id} */
    public List<StoredImage> images() {
        return entries.entrySet().stream()
                .filter(entry -> !entry.getValue().conflicting)
                .map(entry -> entry.getValue().stored(entry.getKey()))
                .sorted(Comparator.comparing(StoredImage::id))
                .toList();
    }

    /** {@return how many distinct images with one label there are} */
    public long imageCount() {
        return entries.size() - (long) conflicting.size();
    }

    /** {@return how many files had the pixels of an image that is kept} */
    public long duplicates() {
        return duplicates;
    }

    /** {@return how many files were kept out because of a conflict} */
    public long conflicts() {
        return conflicts;
    }

    /** {@return two files of every conflict} */
    public List<Conflict> conflicting() {
        return List.copyOf(conflicting);
    }

    /** {@return how many images lie in Training as well as in Testing} */
    public long inBothParts() {
        return entries.values().stream()
                .filter(entry -> entry.inBothParts && !entry.conflicting)
                .count();
    }

    private static final class Entry {
        private final String label;
        private final Fingerprint fingerprint;
        private final int number;
        private String source;
        private Origin origin;
        private int files = 1;
        private boolean inBothParts;
        private boolean conflicting;

        Entry(ImageFile file, Fingerprint fingerprint, int number) {
            this.label = file.label();
            this.source = file.source();
            this.origin = file.origin();
            this.fingerprint = fingerprint;
            this.number = number;
        }

        void repeatedIn(ImageFile file) {
            files++;
            if (file.origin() != origin) {
                inBothParts = true;
            }
            if (file.origin() == Origin.TESTING && origin != Origin.TESTING) {
                origin = Origin.TESTING;
                source = file.source();
            }
        }

        StoredImage stored(String id) {
            return new StoredImage(id, label, origin, fingerprint, number, source);
        }
    }
}
