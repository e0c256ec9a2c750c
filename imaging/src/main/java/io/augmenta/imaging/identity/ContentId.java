package io.augmenta.imaging.identity;

import io.augmenta.imaging.RasterImage;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names a picture after its pixels, so that the same picture has the same name in every file, format and place. */
public final class ContentId {

    private ContentId() {}

    /**
     * SHA-256, as 64 lower-case hexadecimal digits, over channels, height and width (each a 32-bit big-endian integer)
     * and then all samples {@code [channels, height, width]}.
     */
    public static String of(RasterImage image) {
        MessageDigest digest = sha256();
        digest.update(ByteBuffer.allocate(12)
                .putInt(image.channels())
                .putInt(image.height())
                .putInt(image.width())
                .flip());
        return HexFormat.of().formatHex(digest.digest(image.pixels()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
