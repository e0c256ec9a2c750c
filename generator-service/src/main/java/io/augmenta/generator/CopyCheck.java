package io.augmenta.generator;

import io.augmenta.contracts.Bytes;
import io.augmenta.contracts.CopyGuard;
import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.identity.FingerprintPair;
import io.augmenta.imaging.identity.InvalidFingerprintsException;
import io.augmenta.imaging.identity.NearFingerprints;
import io.augmenta.imaging.identity.TrainingFingerprints;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Tells copies of a checkpoint's training images from other images. Immutable, thread-safe. */
final class CopyCheck {
    /** For fewer images another thread takes longer to wake up. */
    private static final int LEAST_FOR_A_THREAD = 4;

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
     * Which of some images are near copies. The calling thread takes whatever no other one has begun.
     *
     * @param images unsigned bytes [C, H, W] of each
     * @param threads how many look at once, at least 1
     * @param others runs what is done beside the calling thread
     */
    boolean[] copies(List<Bytes> images, GeneratorShape shape, int threads, Executor others) {
        List<CompletableFuture<Boolean>> found =
                images.stream().map(image -> new CompletableFuture<Boolean>()).toList();
        AtomicInteger next = new AtomicInteger();
        Runnable work = () -> {
            for (int i = next.getAndIncrement(); i < found.size(); i = next.getAndIncrement()) {
                try {
                    found.get(i).complete(isCopy(images.get(i), shape));
                } catch (RuntimeException | Error e) {
                    // whoever waits must hear of it, on whichever thread it happened
                    found.get(i).completeExceptionally(e);
                }
            }
        };
        for (int helper = 1;
                trained.isPresent() && helper < Math.min(threads, images.size() / LEAST_FOR_A_THREAD);
                helper++) {
            others.execute(work);
        }
        work.run();
        boolean[] copies = new boolean[found.size()];
        for (int i = 0; i < copies.length; i++) {
            copies[i] = found.get(i).join();
        }
        return copies;
    }

    /**
     * Whether an image is a near copy of a training image, or its mirror image is.
     *
     * @param pixels unsigned bytes [C, H, W]
     */
    private boolean isCopy(Bytes pixels, GeneratorShape shape) {
        if (trained.isEmpty()) {
            return false;
        }
        RasterImage image = new RasterImage(shape.channels(), shape.height(), shape.width(), pixels.toArray());
        return trained.get().anyNear(FingerprintPair.ofMean(image));
    }
}
