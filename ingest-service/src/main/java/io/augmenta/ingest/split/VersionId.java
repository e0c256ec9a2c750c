package io.augmenta.ingest.split;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.augmenta.contracts.SplitRule;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** Names a data set version after its content: the same images, divided alike, are the same version. */
public final class VersionId {
    private static final int DIGITS = 16;

    private VersionId() {}

    /**
     * The first 16 hexadecimal digits of a SHA-256 over the images' ids, labels and splits in the order of the ids, and
     * then the size, the rule and the seed.
     *
     * @param images the images, in any order
     * @param sizePixels edge length that they are brought to
     * @param rule how they were divided
     * @param seed what the division was drawn from
     * @return the version
     */
    public static String of(List<DividedImage> images, int sizePixels, SplitRule rule, long seed) {
        MessageDigest digest = sha256();
        images.stream()
                .sorted(Comparator.comparing(DividedImage::id))
                .map(image -> image.id() + "\t" + image.label() + "\t" + image.split() + "\n")
                .forEach(line -> digest.update(line.getBytes(UTF_8)));
        digest.update((sizePixels + "\t" + rule + "\t" + seed + "\n").getBytes(UTF_8));
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
