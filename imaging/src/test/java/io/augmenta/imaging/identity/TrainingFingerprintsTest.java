package io.augmenta.imaging.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingFingerprintsTest {
    private static final Fingerprint SMALL = new Fingerprint(0, 0, 0, 1);
    private static final Fingerprint LARGE = new Fingerprint(-1, 2, 3, 4);

    @Test
    void theFileIsTheDocumentedOne() {
        assertEquals(
                "4155474d46505254" + "00000001" + "00000029" + "00000002"
                        + "0000000000000000000000000000000000000000000000000000000000000001"
                        + "ffffffffffffffff000000000000000200000000000000030000000000000004",
                HexFormat.of()
                        .formatHex(TrainingFingerprints.of(41, List.of(LARGE, SMALL))
                                .toBytes()));
    }

    @Test
    void theSameImagesInAnotherOrderOrTwiceGiveTheSameFile() {
        assertArrayEquals(
                TrainingFingerprints.of(41, List.of(LARGE, SMALL)).toBytes(),
                TrainingFingerprints.of(41, List.of(SMALL, LARGE, SMALL)).toBytes());
    }

    @Test
    void whatIsWrittenIsReadAgain() throws InvalidFingerprintsException {
        TrainingFingerprints read = TrainingFingerprints.ofBytes(
                TrainingFingerprints.of(41, List.of(LARGE, SMALL)).toBytes());

        assertEquals(41, read.copyBelow());
        assertEquals(List.of(SMALL, LARGE), read.fingerprints());
    }

    @Test
    void thoseOfAnEarlierRunJoinAndTheDistanceStays() {
        TrainingFingerprints joined =
                TrainingFingerprints.of(41, List.of(LARGE)).and(TrainingFingerprints.of(17, List.of(SMALL, LARGE)));

        assertEquals(41, joined.copyBelow());
        assertEquals(List.of(SMALL, LARGE), joined.fingerprints());
    }

    @Test
    void whatIsNoSuchFileIsRefusedAndSaysWhatWasExpected() {
        byte[] file = TrainingFingerprints.of(41, List.of(LARGE, SMALL)).toBytes();
        assertRefused(new byte[0], "AUGMFPRT");
        assertRefused(Arrays.copyOf(file, 19), "at least 20 bytes");
        assertRefused(Arrays.copyOf(file, file.length - 1), "expected 2 fingerprints of 32 bytes, got 63 bytes");
        assertRefused(Arrays.copyOf(file, file.length + 1), "got 65 bytes");
        assertRefused(changed(file, 0, 7), "AUGMFPRT");
        assertRefused(changed(file, 8, 2), "expected version 1, got 2");
        assertRefused(changed(file, 12, 257), "a distance of 0 to 256, got 257");
        assertRefused(changed(file, 16, -1), "expected -1 fingerprints");
    }

    private static byte[] changed(byte[] file, int at, int number) {
        byte[] changed = file.clone();
        ByteBuffer.wrap(changed).putInt(at, number);
        return changed;
    }

    private static void assertRefused(byte[] file, String reason) {
        String message = String.valueOf(
                assertThrows(InvalidFingerprintsException.class, () -> TrainingFingerprints.ofBytes(file))
                        .getMessage());
        assertTrue(message.contains(reason), message);
    }
}
