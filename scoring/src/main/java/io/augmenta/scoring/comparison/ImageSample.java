package io.augmenta.scoring.comparison;

import io.augmenta.scoring.features.FeatureMatrix;
import io.augmenta.scoring.pixels.ImageSet;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Images with their classes and features.
 *
 * @param images the pixels
 * @param labels index of each image's class
 * @param features a row for each image, of one extractor for all samples that are compared
 */
public record ImageSample(ImageSet images, List<Integer> labels, FeatureMatrix features) {

    /** @throws IllegalArgumentException when there are not as many labels and rows as images */
    public ImageSample {
        labels = List.copyOf(labels);
        if (labels.size() != images.count() || features.count() != images.count()) {
            throw new IllegalArgumentException("Expected a label and a row of features for each image, got "
                    + images.count() + " images, " + labels.size() + " labels and " + features.count() + " rows");
        }
    }

    /** How many images there are. */
    public int count() {
        return labels.size();
    }

    /** The images of one class. */
    public ImageSample ofClass(int label) {
        return chosen(
                IntStream.range(0, count()).filter(i -> labels.get(i) == label).toArray());
    }

    ImageSample chosen(int[] indices) {
        return new ImageSample(
                images.chosen(indices),
                Arrays.stream(indices).mapToObj(labels::get).toList(),
                features.rows(indices));
    }
}
