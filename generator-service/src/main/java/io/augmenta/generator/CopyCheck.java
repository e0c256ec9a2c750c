package io.augmenta.generator;

import io.augmenta.contracts.Bytes;
import io.augmenta.contracts.CopyGuard;
import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.identity.FingerprintPair;
import io.augmenta.imaging.identity.InvalidFingerprintsException;
import io.augmenta.imaging.identity.NearFingerprints;
import io.augmenta.imaging.identity.TrainingFingerprints;
import java.util.Optional;

/** Tells copies of a checkpoint's training images from other images. Immutable, thread-safe. */
final class CopyCheck {
    private final CopyGuard guard;
    private final Optional<NearFingerprints> trained;

    private CopyCheck(CopyGuard guard, Optional<NearFingerprints> trained) {
        this.guard = guard;
        this.trained = trained;
    }

    /** Lets every image pass. */
    static CopyCheck none(CopyGuard reason) {
        return new CopyCheck(reason, Optional.empty());
    }

    /**
     * Knows the training images by their fingerprints.
     *
     * @param file as the trainer wrote it
     * @throws GeneratorUnavailableException if it is no such file
     */
    static CopyCheck read(byte[] file) throws GeneratorUnavailableException {
        try {
            TrainingFingerprints trained = TrainingFingerprints.ofBytes(file);
            Optional<NearFingerprints> near = trained.copyBelow() == 0
                    ? Optional.empty()
                    : Optional.of(NearFingerprints.of(trained.fingerprints(), trained.copyBelow() - 1));
            return new CopyCheck(CopyGuard.CHECKED, near);
        } catch (InvalidFingerprintsException e) {
            throw new GeneratorUnavailableException(
                    "the fingerprints of its training images cannot be read: " + e.getMessage(), e);
        }
    }

    /** What is to be said of images that pass. */
    CopyGuard guard() {
        return guard;
    }

    /** How many training images it knows; those that look exactly alike count once. */
    int images() {
        return trained.map(NearFingerprints::size).orElse(0);
    }

    /**
     * Whether an image is a near copy of a training image, or its mirror image is.
     *
     * @param pixels unsigned bytes [C, H, W]
     */
    boolean isCopy(Bytes pixels, GeneratorShape shape) {
        if (trained.isEmpty()) {
            return false;
        }
        RasterImage image = new RasterImage(shape.channels(), shape.height(), shape.width(), pixels.toArray());
        return trained.get().anyNear(FingerprintPair.ofMean(image));
    }
}
