package io.augmenta.artifacts;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import org.junit.jupiter.api.Test;

class ArtifactTest {
    private static final String DIGEST = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void artifactRefusesAnotherPlaceOrAMalformedDigest() {
        URI elsewhere = URI.create("file:/somewhere/" + DIGEST);

        assertThrows(IllegalArgumentException.class, () -> new Artifact(elsewhere, DIGEST, 3));
        assertThrows(IllegalArgumentException.class, () -> Artifact.of("../../etc/passwd", 3));
        assertThrows(IllegalArgumentException.class, () -> Artifact.of(DIGEST, -1));
    }
}
