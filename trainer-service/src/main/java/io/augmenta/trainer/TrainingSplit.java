package io.augmenta.trainer;

import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.ImageBatch;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.Split;
import io.augmenta.zoo.data.ImageSource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gathers splits of a data set version from the batches of its ranges: the one to train on, and those held out from it.
 *
 * <p>Batches of other ingests and images of other splits are passed over, an image counts once however often it was
 * delivered, and the images come out ordered by id: neither redelivery nor reordering changes what is trained on. For
 * one thread.
 */
public final class TrainingSplit {
    private final DatasetVersion dataset;
    private final Map<Split, TreeMap<String, LabelledImage>> byId = new EnumMap<>(Split.class);

    /**
     * Begins with no image.
     *
     * @param wanted the splits to gather
     */
    public TrainingSplit(DatasetVersion dataset, Set<Split> wanted) {
        this.dataset = dataset;
        wanted.forEach(split -> byId.put(split, new TreeMap<>()));
    }

    /**
     * Reads the training split of a version.
     *
     * @throws ImpossibleRunException when the log does not hold what the version says
     */
    public static ImageSource read(DatasetVersion dataset, ImageLog log) {
        TrainingSplit split = new TrainingSplit(dataset, Set.of(Split.TRAIN));
        log.read(dataset.ranges(), split::add);
        return split.images(Split.TRAIN);
    }

    /**
     * Reads all splits of a version, in one pass over its ranges.
     *
     * @return the images of each split that has any
     * @throws ImpossibleRunException when the log does not hold what the version says
     */
    public static Map<Split, ImageSource> readAll(DatasetVersion dataset, ImageLog log) {
        TrainingSplit splits = new TrainingSplit(dataset, EnumSet.allOf(Split.class));
        log.read(dataset.ranges(), splits::add);
        Map<Split, ImageSource> images = new EnumMap<>(Split.class);
        for (Split split : Split.values()) {
            ImageSource gathered = splits.images(split);
            if (gathered.size() > 0) {
                images.put(split, gathered);
            }
        }
        return images;
    }

    /**
     * Takes the images of a batch that belong to the splits.
     *
     * @throws ImpossibleRunException when an image has another shape than its data set, or a class that it has not
     */
    public void add(ImageBatch batch) {
        if (!batch.ingestId().equals(dataset.ingestId()) || !batch.dataset().equals(dataset.name())) {
            return;
        }
        for (LabelledImage image : batch.images()) {
            TreeMap<String, LabelledImage> split = byId.get(image.split());
            if (split != null) {
                requireFitting(image);
                split.putIfAbsent(image.id(), image);
            }
        }
    }

    /**
     * All images gathered of a split, ordered by id.
     *
     * @throws ImpossibleRunException when there are more or fewer than the version counted
     * @throws IllegalArgumentException when the split was not wanted
     */
    public ImageSource images(Split split) {
        TreeMap<String, LabelledImage> gathered = byId.get(split);
        if (gathered == null) {
            throw new IllegalArgumentException("gathers " + byId.keySet() + ", not " + split);
        }
        long counted = dataset.images(split);
        if (gathered.size() != counted) {
            throw new ImpossibleRunException("version " + dataset.version() + " of data set " + dataset.name()
                    + " counts " + counted + " " + name(split) + " images, its offset ranges hold " + gathered.size()
                    + "; ingest it again");
        }
        return new GatheredImages(dataset, List.copyOf(gathered.values()));
    }

    private static String name(Split split) {
        return split == Split.TRAIN ? "training" : split.name().toLowerCase(Locale.ROOT);
    }

    private void requireFitting(LabelledImage image) {
        if (image.channels() != dataset.channels()
                || image.height() != dataset.height()
                || image.width() != dataset.width()) {
            throw new ImpossibleRunException("data set " + dataset.name() + " has images of shape "
                    + shape(dataset.channels(), dataset.height(), dataset.width()) + ", one in its ranges has "
                    + shape(image.channels(), image.height(), image.width()) + "; ingest it again");
        }
        if (!dataset.classes().contains(image.label())) {
            throw new ImpossibleRunException("data set " + dataset.name() + " has the classes "
                    + String.join(", ", dataset.classes()) + ", an image in its ranges has \"" + image.label()
                    + "\"; ingest it again");
        }
    }

    private static String shape(int channels, int height, int width) {
        return "[" + channels + ", " + height + ", " + width + "]";
    }

    /** The images as they came from the log, without another copy of their pixels. */
    private record GatheredImages(DatasetVersion dataset, List<LabelledImage> images) implements ImageSource {
        @Override
        public int size() {
            return images.size();
        }

        @Override
        public int channels() {
            return dataset.channels();
        }

        @Override
        public int height() {
            return dataset.height();
        }

        @Override
        public int width() {
            return dataset.width();
        }

        @Override
        public List<String> classes() {
            return dataset.classes();
        }

        @Override
        public int label(int index) {
            return dataset.classes().indexOf(images.get(index).label());
        }

        @Override
        public void read(int index, byte[] target, int offset) {
            images.get(index).pixels().copyTo(target, offset);
        }
    }
}
