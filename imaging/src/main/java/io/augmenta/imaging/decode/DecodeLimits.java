package io.augmenta.imaging.decode;

/**
 * What a file may cost. A header of a few bytes can claim billions of pixels; a claim beyond these limits is refused
 * before anything is allocated for it.
 *
 * @param maxFileBytes largest file that is read
 * @param maxPixels largest width times height
 */
public record DecodeLimits(long maxFileBytes, long maxPixels) {

    /** 64 MiB and 33 million pixels (about 5,800 × 5,800): well above any slice, well below a small heap. */
    public static final DecodeLimits DEFAULT = new DecodeLimits(64L << 20, 33_000_000L);

    /** Checks that both are positive and that a picture can be one array. */
    public DecodeLimits {
        if (maxFileBytes < 1 || maxFileBytes > Integer.MAX_VALUE - 8 || maxPixels < 1 || maxPixels > 500_000_000L) {
            throw new IllegalArgumentException("Expected 1 to 2^31 - 9 bytes and 1 to 500,000,000 pixels but got "
                    + maxFileBytes + " bytes and " + maxPixels + " pixels");
        }
    }
}
