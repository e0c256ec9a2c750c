package io.augmenta.ingest.reading;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.augmenta.imaging.identity.Fingerprint;
import io.augmenta.ingest.folder.FileContent;
import io.augmenta.ingest.folder.ImageFile;
import io.augmenta.ingest.folder.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageLedgerTest {
    @TempDir
    Path folder;

    private PixelSpill spill;
    private ImageLedger ledger;

    @BeforeEach
    void open() throws IOException {
        spill = PixelSpill.in(folder, 4);
        ledger = new ImageLedger(spill);
    }

    @AfterEach
    void close() throws IOException {
        spill.close();
        try (Stream<Path> left = Files.list(folder)) {
            assertFalse(left.findAny().isPresent(), "the temporary file is still there");
        }
    }

    @Test
    void repeatsAreOneImage() throws IOException {
        enter("a/1", Origin.UNDIVIDED, 'x');
        enter("a/2", Origin.UNDIVIDED, 'x');
        enter("a/3", Origin.UNDIVIDED, 'y');
        enter("a/4", Origin.UNDIVIDED, 'x');

        assertEquals(
                List.of("a/1", "a/3"),
                ledger.images().stream().map(StoredImage::source).toList());
        assertEquals(2, ledger.imageCount());
        assertEquals(2, ledger.duplicates());
        assertEquals(0, ledger.conflicts());
    }

    @Test
    void allFilesOfAConflictAreKeptOut() throws IOException {
        enter("a/1", Origin.UNDIVIDED, 'x');
        enter("a/2", Origin.UNDIVIDED, 'x');
        enter("b/1", Origin.UNDIVIDED, 'x');
        enter("a/3", Origin.UNDIVIDED, 'x');
        enter("b/2", Origin.UNDIVIDED, 'y');

        assertEquals(
                List.of("b/2"),
                ledger.images().stream().map(StoredImage::source).toList());
        assertEquals(1, ledger.imageCount());
        assertEquals(0, ledger.duplicates());
        assertEquals(4, ledger.conflicts());
        assertEquals(List.of(new Conflict("a/1", "b/1")), ledger.conflicting());
    }

    @Test
    void anImageOfBothPartsBelongsToTesting() throws IOException {
        enter("a/1", Origin.TRAINING, 'x');
        enter("a/2", Origin.TESTING, 'x');
        enter("a/3", Origin.TRAINING, 'x');
        enter("a/4", Origin.TRAINING, 'y');

        assertEquals(
                List.of(Origin.TESTING, Origin.TRAINING),
                ledger.images().stream().map(StoredImage::origin).toList());
        assertEquals("a/2", ledger.images().get(0).source());
        assertEquals(1, ledger.inBothParts());
        assertEquals(2, ledger.duplicates());
    }

    @Test
    void pixelsComeBackAsTheyWerePutAside() throws IOException {
        enter("a/1", Origin.UNDIVIDED, 'y');
        enter("a/2", Origin.UNDIVIDED, 'x');

        for (StoredImage image : ledger.images()) {
            assertArrayEquals(pixels(image.id().charAt(0)), spill.read(image.number()));
        }
    }

    private void enter(String source, Origin origin, char content) throws IOException {
        ImageFile file =
                new ImageFile(new FileContent.OnDisk(folder.resolve(source)), source, source.substring(0, 1), origin);
        String id = String.valueOf(content).repeat(64);
        ledger.enter(file, new ReadImage(id, new Fingerprint(content, 0, 0, 0), pixels(content), 10));
    }

    private static byte[] pixels(char content) {
        return new byte[] {(byte) content, 1, 2, (byte) 255};
    }
}
