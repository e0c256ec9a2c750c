package io.augmenta.zoo.classifier;

import io.augmenta.zoo.data.ImageSource;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What classifiers do alike with labelled images. */
final class LabelledReading {
    private LabelledReading() {}

    /** Reads images in full batches: the engine picks its algorithms by shape, and other algorithms round differently. */
    @FunctionalInterface
    interface Batches {
        /**
         * What a network makes of some images.
         *
         * @param first index of the first image
         * @param count how many there are, at most as many as a batch has room for
         * @return a row for each place of the batch, those beyond the images included
         */
        float[] read(int first, int count);
    }

    /**
     * Passes when there are training images of two classes at least, and any validation images are of the same ones.
     *
     * @throws UnlearnableImagesException when not
     */
    static void requireClasses(ImageSource train, @Nullable ImageSource validation) {
        long present =
                IntStream.range(0, train.size()).map(train::label).distinct().count();
        if (present < 2) {
            throw new UnlearnableImagesException(
                    "The %d training images are of %d class(es) of %s; images of at least two classes are needed"
                            .formatted(train.size(), present, train.classes()));
        }
        if (validation != null && !validation.classes().equals(train.classes())) {
            throw new UnlearnableImagesException("The validation images' classes are %s; the training images' are %s"
                    .formatted(validation.classes(), train.classes()));
        }
    }

    /** What a network makes of each image; memory besides the result does not depend on how many there are. */
    static float[][] rows(int images, int batchSize, Batches batches) {
        float[][] rows = new float[images][];
        for (int first = 0; first < images; first += batchSize) {
            int count = Math.min(batchSize, images - first);
            float[] batch = batches.read(first, count);
            int width = batch.length / batchSize;
            for (int i = 0; i < count; i++) {
                rows[first + i] = Arrays.copyOfRange(batch, i * width, (i + 1) * width);
            }
        }
        return rows;
    }

    /** How probable scores make each class. */
    static float[][] probabilities(float[][] scores, int classes) {
        float[][] probabilities = new float[scores.length][];
        for (int i = 0; i < scores.length; i++) {
            probabilities[i] = Scores.probabilities(scores[i], 0, classes);
        }
        return probabilities;
    }

    /** The share of images whose class is the most probable one. */
    static double accuracy(float[][] probabilities, ImageSource source) {
        int right = 0;
        for (int i = 0; i < probabilities.length; i++) {
            right += Scores.countRight(probabilities[i], new int[] {source.label(i)});
        }
        return (double) right / probabilities.length;
    }
}
