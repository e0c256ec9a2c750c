package io.augmenta.generator;

import io.augmenta.contracts.LabelledImage;
import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.identity.Fingerprint;
import io.augmenta.imaging.identity.TrainingFingerprints;
import java.util.List;

/** What a generator is said to have been trained on, and which images are copies of it by comparing with all of it. */
record TrainedOn(int copyBelow, List<Fingerprint> fingerprints) {

    /** As if these had been training images. */
    static TrainedOn images(int copyBelow, List<LabelledImage> images) {
        return new TrainedOn(
                copyBelow,
                images.stream().map(image -> Fingerprint.of(raster(image))).toList());
    }

    byte[] file() {
        return TrainingFingerprints.of(copyBelow, fingerprints).toBytes();
    }

    boolean copied(LabelledImage image) {
        return distance(image) < copyBelow;
    }

    /** To the nearest, of the image or of its mirror image. */
    int distance(LabelledImage image) {
        RasterImage raster = raster(image);
        Fingerprint plain = Fingerprint.of(raster);
        Fingerprint mirrored = Fingerprint.of(mirrored(raster));
        return fingerprints.stream()
                .mapToInt(known -> Math.min(known.distance(plain), known.distance(mirrored)))
                .min()
                .orElseThrow();
    }

    private static RasterImage raster(LabelledImage image) {
        return RasterImage.grey(image.height(), image.width(), image.pixels().toArray());
    }

    static RasterImage mirrored(RasterImage picture) {
        byte[] mirrored = new byte[picture.sampleCount()];
        for (int row = 0; row < picture.height(); row++) {
            for (int column = 0; column < picture.width(); column++) {
                mirrored[row * picture.width() + column] = (byte) picture.sample(0, row, picture.width() - 1 - column);
            }
        }
        return RasterImage.grey(picture.height(), picture.width(), mirrored);
    }
}
