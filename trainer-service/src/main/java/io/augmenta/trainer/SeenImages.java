package io.augmenta.trainer;

import io.augmenta.contracts.Split;
import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.identity.Fingerprint;
import io.augmenta.imaging.identity.FingerprintPair;
import io.augmenta.imaging.identity.TrainingFingerprints;
import io.augmenta.scoring.matrix.Workers;
import io.augmenta.scoring.privacy.CopyRate;
import io.augmenta.scoring.privacy.FingerprintSearch;
import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.training.TrainingData;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Fingerprints of the images that a run trains on, and how near to them a copy is. */
public final class SeenImages {
    /** The evaluator holds generated images against the test images, so they come first. */
    private static final List<Split> HELD_OUT = List.of(Split.TEST, Split.VALIDATION);

    private SeenImages() {}

    /**
     * Takes the fingerprints. A copy is what is nearer to a training image than all but a few images that were held out, by
     * the rule of {@link CopyRate}, and in any case what shows the same picture.
     *
     * @param data the images, and those held out from them by split, {@code test} or {@code validation}
     */
    public static TrainingFingerprints fingerprints(TrainingData data) {
        List<Fingerprint> trained =
                pairs(data.images()).map(FingerprintPair::plain).toList();
        int leastBelow = Fingerprint.SAME_PICTURE_DISTANCE + 1;
        int copyBelow = heldOut(data.heldOut())
                .map(images -> Math.max(leastBelow, threshold(images, trained)))
                .findFirst()
                .orElse(leastBelow);
        return TrainingFingerprints.of(copyBelow, trained);
    }

    private static Stream<ImageSource> heldOut(Map<String, ImageSource> sources) {
        return HELD_OUT.stream()
                .map(split -> split.name().toLowerCase(Locale.ROOT))
                .filter(sources::containsKey)
                .map(sources::get);
    }

    private static int threshold(ImageSource heldOut, List<Fingerprint> trained) {
        List<FingerprintPair> pairs = pairs(heldOut).toList();
        return (int) CopyRate.threshold(
                FingerprintSearch.nearest(
                        pairs.stream().map(pair -> pair.plain().words()).toList(),
                        pairs.stream().map(pair -> pair.mirrored().words()).toList(),
                        trained.stream().map(Fingerprint::words).toList(),
                        new Workers(Runtime.getRuntime().availableProcessors())),
                CopyRate.QUANTILE);
    }

    private static Stream<FingerprintPair> pairs(ImageSource images) {
        byte[] pixels = new byte[images.bytesPerImage()];
        List<FingerprintPair> pairs = new ArrayList<>(images.size());
        for (int i = 0; i < images.size(); i++) {
            images.read(i, pixels, 0);
            pairs.add(FingerprintPair.ofMean(
                    new RasterImage(images.channels(), images.height(), images.width(), pixels)));
        }
        return pairs.stream();
    }
}
