package io.augmenta.quickstart.comparison;

import io.augmenta.scoring.distribution.ImageMeans;
import io.augmenta.scoring.distribution.IntensityHistogram;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What is kept of images for comparing intensities: a few kilobytes, however many there are. Not thread-safe. */
final class Intensities {

    private IntensityHistogram pixels = IntensityHistogram.empty();
    private final List<Double> means = new ArrayList<>();

    void add(byte[] image) {
        pixels = pixels.plus(IntensityHistogram.of(Collections.singleton(image)));
        means.add(ImageMeans.of(List.of(image))[0]);
    }

    int images() {
        return means.size();
    }

    IntensityHistogram pixels() {
        return pixels;
    }

    double[] means() {
        return means.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
