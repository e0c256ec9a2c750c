package io.augmenta.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store does. */
abstract class ArtifactStoreContract {
    /** FIPS 180-2, appendix B.1. */
    static final String SHA_256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path folder;

    private ArtifactStore store;

    /** A store without any artifact. */
    abstract ArtifactStore emptyStore() throws IOException;

    /** Puts other content in the place of the artifact's, behind the store's back. */
    abstract void tamper(Artifact artifact, String content) throws IOException;

    /** How many files or objects there are, unfinished ones included. */
    abstract int stored() throws IOException;

    @BeforeEach
    void openStore() throws IOException {
        store = emptyStore();
    }

    @Test
    void artifactIsNamedByThePublishedDigestOfItsBytes() throws IOException {
        Artifact artifact = store.put("abc".getBytes(UTF_8));

        assertEquals(URI.create("artifact:sha256:" + SHA_256_OF_ABC), artifact.uri());
        assertEquals(SHA_256_OF_ABC, artifact.sha256());
        assertEquals(3, artifact.sizeBytes());
    }

    @Test
    void bytesStreamsAndFilesComeBackAsTheyWerePut() throws IOException {
        byte[] content = randomBytes(300_000);
        Path file = Files.write(folder.resolve("original"), content);

        Artifact fromBytes = store.put(content);
        Artifact fromStream = store.put(new ByteArrayInputStream(content));
        Artifact fromFile = store.put(file);

        assertEquals(fromBytes, fromStream);
        assertEquals(fromBytes, fromFile);
        assertArrayEquals(content, store.read(fromBytes, content.length));
        store.copyTo(fromBytes, folder.resolve("copy"));
        assertArrayEquals(content, Files.readAllBytes(folder.resolve("copy")));
    }

    @Test
    void emptyContentIsAnArtifactToo() throws IOException {
        Artifact empty = store.put(new byte[0]);

        assertEquals(0, empty.sizeBytes());
        assertEquals(0, store.read(empty, 0).length);
    }

    @Test
    void missingArtifactIsReportedByItsName() throws IOException {
        Artifact absent = Artifact.of(SHA_256_OF_ABC, 3);

        ArtifactMissingException missing = assertThrows(ArtifactMissingException.class, () -> store.read(absent, 3));

        assertTrue(String.valueOf(missing.getMessage()).contains(SHA_256_OF_ABC));
        assertEquals(absent, missing.artifact());
        assertFalse(store.contains(absent));
    }

    @Test
    void tamperedArtifactIsNeverHandedOut() throws IOException {
        Artifact artifact = store.put("abc".getBytes(UTF_8));
        tamper(artifact, "abd");
        Path copy = folder.resolve("copy");

        assertThrows(ArtifactCorruptedException.class, () -> store.read(artifact, 3));
        assertThrows(ArtifactCorruptedException.class, () -> store.copyTo(artifact, copy));

        assertFalse(Files.exists(copy));
    }

    @Test
    void openedStreamThrowsInPlaceOfItsEndWhenTheBytesWereTamperedWith() throws IOException {
        Artifact artifact = store.put("abc".getBytes(UTF_8));
        tamper(artifact, "abd");

        try (InputStream content = store.open(artifact)) {
            assertEquals('a', content.read());
            assertEquals(1, content.skip(1));
            assertEquals('d', content.read());
            assertThrows(ArtifactCorruptedException.class, content::read);
        }
    }

    @Test
    void truncatedArtifactIsRefusedBeforeAnyByteIsRead() throws IOException {
        Artifact artifact = store.put("abc".getBytes(UTF_8));
        tamper(artifact, "ab");

        ArtifactCorruptedException truncated = assertThrows(
                ArtifactCorruptedException.class, () -> store.open(artifact).close());

        assertTrue(String.valueOf(truncated.getMessage()).contains("should have 3 bytes but the store holds 2"));
    }

    @Test
    void puttingTheOriginalAgainRepairsADamagedArtifact() throws IOException {
        Artifact artifact = store.put("abc".getBytes(UTF_8));
        tamper(artifact, "abd");

        assertEquals(artifact, store.put("abc".getBytes(UTF_8)));

        assertArrayEquals("abc".getBytes(UTF_8), store.read(artifact, 3));
    }

    @Test
    void artifactLongerThanTheReaderAllowsIsNotLoaded() throws IOException {
        Artifact artifact = store.put(new byte[1000]);

        ArtifactTooLargeException tooLarge =
                assertThrows(ArtifactTooLargeException.class, () -> store.read(artifact, 999));

        assertTrue(String.valueOf(tooLarge.getMessage()).contains("1000 bytes, but at most 999"));
    }

    @Test
    void sourceThatBreaksHalfWayLeavesNothingBehind() throws IOException {
        InputStream breaking = new SequenceInputStream(new ByteArrayInputStream(new byte[70_000]), new BrokenStream());

        assertThrows(IOException.class, () -> store.put(breaking));

        assertEquals(0, stored());
    }

    @Test
    void concurrentPutsOfTheSameContentAllSucceedAndLeaveOneFile() throws Exception {
        byte[] content = randomBytes(200_000);
        int writers = 8;
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            Callable<Artifact> put = () -> {
                start.await();
                return store.put(content);
            };
            List<Future<Artifact>> puts = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                puts.add(threads.submit(put));
            }
            start.countDown();
            for (Future<Artifact> result : puts) {
                assertArrayEquals(content, store.read(result.get(), content.length));
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(1, stored());
    }

    static byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static final class BrokenStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("the source broke");
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            throw new IOException("the source broke");
        }
    }
}
