package io.augmenta.imaging.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.augmenta.imaging.RasterImage;
import org.junit.jupiter.api.Test;

class ContentIdTest {

    private static final byte[] PIXELS = {0, 1, 2, (byte) 253, (byte) 254, (byte) 255};

    /** Expected: {@code printf '\0\0\0\1\0\0\0\2\0\0\0\3\0\1\2\xfd\xfe\xff' | sha256sum}. */
    @Test
    void theIdIsTheDigestOfShapeAndSamples() {
        assertEquals(
                "4ad52e7a0e0460142d51cebe9d94115970dea3ccbc56e74763eeb7c7b97d3853",
                ContentId.of(RasterImage.grey(2, 3, PIXELS)));
    }

    @Test
    void theSameSamplesInAnotherShapeHaveAnotherId() {
        assertEquals(
                "c9fa13e95ba76c45fbbe411b08df8f59098f648b8401b6fc248e4c156fcc35c5",
                ContentId.of(RasterImage.grey(3, 2, PIXELS)));
    }
}
