package io.augmenta.evaluator.study;

import io.augmenta.contracts.Bytes;
import io.augmenta.zoo.classifier.Augmentation;
import io.augmenta.zoo.classifier.AugmentationSettings;
import io.augmenta.zoo.random.RandomStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Copies of real images as classical augmentation makes them: what a generator competes with. */
public final class ClassicCopies {
    /** Flips, small rotations, shifts, intensity; every copy is changed. */
    public static final AugmentationSettings SETTINGS = new AugmentationSettings(0.5, 0.06, 10, 0, 0.1, 0);

    private ClassicCopies() {}

    /** A changed copy of each image. */
    static List<StudyImage> of(StudyImages study, List<StudyImage> originals, long seed) {
        Augmentation augmentation = new Augmentation(SETTINGS, study.channels(), study.height(), study.width());
        List<StudyImage> copies = new ArrayList<>();
        for (int i = 0; i < originals.size(); i++) {
            StudyImage original = originals.get(i);
            byte[] pixels = original.pixels().toArray();
            augmentation.apply(pixels, RandomStream.of(seed, "classic", i));
            copies.add(new StudyImage(sha256(pixels), original.label(), original.leakGroup(), Bytes.wrap(pixels)));
        }
        return copies;
    }

    private static String sha256(byte[] pixels) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(pixels));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256, but this one does not", e);
        }
    }
}
