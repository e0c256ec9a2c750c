package io.augmenta.generator;

import io.augmenta.artifacts.Artifact;
import io.augmenta.artifacts.ArtifactStore;
import io.augmenta.contracts.ArtifactReference;
import io.augmenta.contracts.CopyGuard;
import io.augmenta.generator.batching.RunFailedException;
import io.augmenta.generator.onnx.SubpixelConvolutions;
import java.io.IOException;
import java.util.Optional;

/**
 * Loads generators from the artifact store, each file by its digest. What does not make its trainer's images, or comes with
 * files that cannot be read, is refused. Immutable, thread-safe.
 */
final class GeneratorLoading {
    private final ArtifactStore store;
    private final LoadedGenerators.Settings settings;

    GeneratorLoading(ArtifactStore store, LoadedGenerators.Settings settings) {
        this.store = store;
        this.settings = settings;
    }

    /**
     * Loads a generator and proves it.
     *
     * @return must be closed
     * @throws GeneratorUnavailableException if it cannot be loaded, or is not what its trainer made
     */
    LoadedGenerator load(GeneratorKey key) throws GeneratorUnavailableException {
        byte[] onnx = SubpixelConvolutions.in(read(key.generator(), "generator"));
        int threads = settings.batching().threads();
        int maxRunImages = settings.batching().maxRunImages();
        OnnxGenerator generator = OnnxGenerator.load(onnx, key.shape(), maxRunImages);
        try {
            Verification verification = verification(generator, key, maxRunImages);
            CopyCheck copyCheck = copyCheck(key);
            Optional<OnnxGenerator> forOne = threads == 1 ? Optional.empty() : generator.loadForOne(onnx, threads);
            return new LoadedGenerator(generator, forOne, key.shape(), verification, copyCheck);
        } catch (GeneratorUnavailableException e) {
            generator.close();
            throw e;
        }
    }

    private Verification verification(OnnxGenerator generator, GeneratorKey key, int maxRunImages)
            throws GeneratorUnavailableException {
        if (key.reference().isEmpty()) {
            return new Verification.Unverified();
        }
        byte[] file = read(key.reference().get(), "reference images");
        try {
            double difference = ReferenceImages.read(file, key.shape()).largestDifference(generator, maxRunImages);
            if (difference <= Verification.TOLERANCE) {
                return new Verification.Verified(difference);
            }
            throw new GeneratorUnavailableException(
                    "it does not make the images that its trainer made: a sample is off by " + difference + ", at most "
                            + Verification.TOLERANCE + " is allowed",
                    null);
        } catch (RunFailedException e) {
            throw new GeneratorUnavailableException(String.valueOf(e.getMessage()), e);
        }
    }

    private CopyCheck copyCheck(GeneratorKey key) throws GeneratorUnavailableException {
        CopyGuard guard = guard(key);
        return guard == CopyGuard.CHECKED
                ? CopyCheck.read(read(key.fingerprints().orElseThrow(), "fingerprints of training images"))
                : CopyCheck.none(guard);
    }

    /** What is done so that the generator's images are no copies of training images. */
    CopyGuard guard(GeneratorKey key) {
        if (!settings.copyGuard()) {
            return CopyGuard.OFF;
        }
        return key.fingerprints().isPresent() ? CopyGuard.CHECKED : CopyGuard.NO_INDEX;
    }

    private byte[] read(ArtifactReference file, String what) throws GeneratorUnavailableException {
        try {
            return store.read(Artifact.of(file.sha256(), file.sizeBytes()), settings.maxGeneratorBytes());
        } catch (IOException e) {
            throw new GeneratorUnavailableException("its " + what + " cannot be read: " + e.getMessage(), e);
        }
    }
}
