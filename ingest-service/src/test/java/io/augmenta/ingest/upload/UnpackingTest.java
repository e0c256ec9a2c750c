package io.augmenta.ingest.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.ingest.ImpossibleIngestException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackingTest {
    private static final UploadLimits LIMITS = new UploadLimits(100_000, 200_000, 150_000, 10);

    @TempDir
    Path work;

    private Path unpack(byte[] archive) throws IOException {
        return new Unpacking(Files.createDirectories(work.resolve("unpacked")), LIMITS)
                .unpack(new ByteArrayInputStream(archive));
    }

    private void assertRefused(byte[] archive, String said) throws IOException {
        ImpossibleIngestException refused = assertThrows(ImpossibleIngestException.class, () -> unpack(archive));
        assertTrue(String.valueOf(refused.getMessage()).contains(said), refused.getMessage());
        try (Stream<Path> outside = Files.list(work)) {
            assertEquals(List.of(work.resolve("unpacked")), outside.toList());
        }
    }

    private static Map<String, byte[]> images() {
        Map<String, byte[]> images = new LinkedHashMap<>();
        images.put("glioma/a.png", "one".getBytes(UTF_8));
        images.put("none/b.png", "two".getBytes(UTF_8));
        return images;
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] tar(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey(), true);
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private static void assertImages(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> image : images().entrySet()) {
            assertArrayEquals(image.getValue(), Files.readAllBytes(folder.resolve(image.getKey())));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip", "tar", "tar.gz"})
    void classFoldersOfEveryKindOfArchiveAreUnpacked(String kind) throws IOException {
        byte[] archive =
                switch (kind) {
                    case "zip" -> zip(images());
                    case "tar" -> tar(images());
                    default -> gzip(tar(images()));
                };

        Path folder = unpack(archive);

        assertEquals(work.resolve("unpacked"), folder);
        assertImages(folder);
    }

    @Test
    void theOnlyFolderOfAnArchiveIsEntered() throws IOException {
        Map<String, byte[]> wrapped = new LinkedHashMap<>();
        images().forEach((name, content) -> wrapped.put("export/brains/" + name, content));
        wrapped.put("__MACOSX/export/._brains", new byte[3]);
        wrapped.put("export/.DS_Store", new byte[3]);

        Path folder = unpack(zip(wrapped));

        assertEquals(work.resolve("unpacked/export/brains"), folder);
        assertImages(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside.png", "glioma/../../outside.png", "..\\outside.png", "C:/outside.png"})
    void pathsThatLeaveTheFolderAreRefused(String name) throws IOException {
        assertRefused(zip(Map.of(name, new byte[3])), "expected paths below the archive's own folder");
    }

    @Test
    void absolutePathsAreRefused() throws IOException {
        assertRefused(
                tar(Map.of(work.resolve("outside.png").toString(), new byte[3])),
                "expected paths below the archive's own folder");
    }

    @Test
    void linksAreRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            TarArchiveEntry link = new TarArchiveEntry("glioma/link.png", TarConstants.LF_SYMLINK);
            link.setLinkName("/etc/passwd");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        }
        assertRefused(bytes.toByteArray(), "is a link or a device");
    }

    @Test
    void whatIsUnpackedIsCountedAndNotWhatTheArchiveSays() throws IOException {
        byte[] oneFile = zip(Map.of("glioma/a.png", new byte[150_001]));
        assertTrue(oneFile.length < 1_000, "a bomb is small");
        assertRefused(oneFile, "files of at most 150000 bytes");

        Map<String, byte[]> together = new LinkedHashMap<>();
        together.put("glioma/b.png", new byte[120_000]);
        together.put("glioma/c.png", new byte[120_000]);
        assertRefused(zip(together), "at most 200000 bytes unpacked");

        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int i = 0; i <= 10; i++) {
            many.put("none/" + i + ".png", new byte[1]);
        }
        assertRefused(zip(many), "at most 10 files");
    }

    @Test
    void anArchiveLongerThanAllowedIsCutOffWhileItArrives() throws IOException {
        byte[] noise = new byte[120_000];
        new java.util.Random(1).nextBytes(noise);
        assertRefused(zip(Map.of("glioma/noise.png", noise)), "an archive of at most 100000 bytes");
    }

    @Test
    void whatIsNoArchiveOrEndsTooSoonIsSaidSo() throws IOException {
        assertRefused("no archive".getBytes(UTF_8), "expected a ZIP file, a tar file or");
        assertRefused(new byte[0], "expected a ZIP file, a tar file or");
        byte[] whole = tar(Map.of("glioma/a.png", new byte[5_000]));
        assertRefused(Arrays.copyOf(whole, 2_000), "it is broken");
        byte[] zipped = zip(Map.of("glioma/b.png", "some text of some length".getBytes(UTF_8)));
        assertRefused(Arrays.copyOf(zipped, 50), "it is broken");
        byte[] compressed = gzip(whole);
        assertRefused(Arrays.copyOf(compressed, compressed.length / 2), "it is broken");
    }

    @Test
    void aNameThatComesTwiceIsRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(Arrays.copyOf(tar(Map.of("glioma/a.png", new byte[3])), 1024));
        bytes.writeBytes(tar(Map.of("glioma/a.png", new byte[4])));
        assertRefused(bytes.toByteArray(), "\"glioma/a.png\" comes twice");
    }
}
