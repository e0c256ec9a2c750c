package io.augmenta.trainer;

import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.ImageBatch;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.Split;
import io.augmenta.zoo.data.ImageSource;
import java.util.List;
import java.util.TreeMap;

/**
 * Gathers the training split of a data set version from the batches of its ranges.
 *
 * <p>Batches of other ingests and images of other splits are passed over, an image counts once however often it was
 * delivered, and the images come out ordered by id: neither redelivery nor reordering changes what is trained on. For
 * one thread.
 */
public final class TrainingSplit {
    private final DatasetVersion dataset;
    private final TreeMap<String, LabelledImage> byId = new TreeMap<>();

    /** Begins with no image. */
    public TrainingSplit(DatasetVersion dataset) {
        this.dataset = dataset;
    }

    /**
     * Reads the training split of a version.
     *
     * @throws ImpossibleRunException when the log does not hold what the version says
     */
    public static ImageSource read(DatasetVersion dataset, ImageLog log) {
        TrainingSplit split = new TrainingSplit(dataset);
        log.read(dataset.ranges(), split::add);
        return split.images();
    }

    /**
     * Takes the images of a batch that belong to the split.
     *
     * @throws ImpossibleRunException when an image has another shape than its data set, or a class that it has not
     */
    public void add(ImageBatch batch) {
        if (!batch.ingestId().equals(dataset.ingestId()) || !batch.dataset().equals(dataset.name())) {
            return;
        }
        for (LabelledImage image : batch.images()) {
            if (image.split() == Split.TRAIN) {
                requireFitting(image);
                byId.putIfAbsent(image.id(), image);
            }
        }
    }

    /**
     * All images gathered, ordered by id.
     *
     * @throws ImpossibleRunException when there are more or fewer than the version counted
     */
    public ImageSource images() {
        long counted = RunPlanner.trainingImages(dataset);
        if (byId.size() != counted) {
            throw new ImpossibleRunException("version " + dataset.version() + " of data set " + dataset.name()
                    + " counts " + counted + " training images, its offset ranges hold " + byId.size()
                    + "; ingest it again");
        }
        return new GatheredImages(dataset, List.copyOf(byId.values()));
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
