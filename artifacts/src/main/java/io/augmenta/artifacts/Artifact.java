package io.augmenta.artifacts;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * The name and size of immutable bytes.
 *
 * <p>The URI is {@code artifact:sha256:<hex>}: it says what the bytes are and not where they lie. Each process is
 * configured with its own way to the store, so a checkpoint published years ago stays readable after the store has moved
 * to another folder, machine or object storage, and no host or path leaks into messages.
 *
 * @param uri {@code artifact:sha256:} followed by {@code sha256}
 * @param sha256 SHA-256 of the bytes, 64 lower-case hexadecimal digits
 * @param sizeBytes length in bytes, 0 or more
 */
public record Artifact(URI uri, String sha256, long sizeBytes) {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException when the digest, the size or the URI is not as described */
    public Artifact {
        if (!DIGEST.matcher(sha256).matches()) {
            throw new IllegalArgumentException(
                    "An artifact's SHA-256 has 64 lower-case hexadecimal digits, but this is '" + sha256 + "'");
        }
        if (sizeBytes < 0) {
            throw new IllegalArgumentException("An artifact's size is 0 bytes or more, but this is " + sizeBytes);
        }
        if (!uri.equals(uriOf(sha256))) {
            throw new IllegalArgumentException(
                    "The URI of this artifact is '" + uriOf(sha256) + "', but '" + uri + "' was given");
        }
    }

    /** The artifact with this digest and length, under its only URI. */
    public static Artifact of(String sha256, long sizeBytes) {
        return new Artifact(uriOf(sha256), sha256, sizeBytes);
    }

    private static URI uriOf(String sha256) {
        return URI.create("artifact:sha256:" + sha256);
    }
}
