package io.augmenta.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTargetTest {
    private final Path parent;
    private final Path folder;

    FolderTargetTest(@TempDir Path parent) {
        this.parent = parent;
        this.folder = parent.resolve("out");
    }

    private void export(String content, boolean overwrite) throws IOException {
        try (FolderTarget target = FolderTarget.open(folder, overwrite)) {
            target.put("a/b.png", content.getBytes(UTF_8), "image/png");
            target.complete("croissant.json", "{}".getBytes(UTF_8), "application/ld+json");
        }
    }

    private List<String> siblings() throws IOException {
        try (Stream<Path> files = Files.list(parent)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void filesShowWhenAllAreThere() throws IOException {
        try (FolderTarget target = FolderTarget.open(folder, false)) {
            target.put("a/b.png", "x".getBytes(UTF_8), "image/png");
            assertFalse(Files.exists(folder));

            target.complete("croissant.json", "{}".getBytes(UTF_8), "application/ld+json");
        }

        assertEquals("x", Files.readString(folder.resolve("a/b.png")));
        assertEquals(List.of("out"), siblings());
    }

    @Test
    void whatIsNotCompletedIsRemoved() throws IOException {
        try (FolderTarget target = FolderTarget.open(folder, false)) {
            target.put("a/b.png", "x".getBytes(UTF_8), "image/png");
        }

        assertEquals(List.of(), siblings());
    }

    @Test
    void anEarlierExportIsReplacedOnlyIfAskedFor() throws IOException {
        export("first", false);

        assertThrows(UnusableTargetException.class, () -> export("second", false));
        assertEquals("first", Files.readString(folder.resolve("a/b.png")));

        export("third", true);
        assertEquals("third", Files.readString(folder.resolve("a/b.png")));
        assertEquals(List.of("out"), siblings());
    }

    @Test
    void anEarlierExportStaysWhereTheNewOneFails() throws IOException {
        export("first", false);

        try (FolderTarget target = FolderTarget.open(folder, true)) {
            target.put("a/b.png", "second".getBytes(UTF_8), "image/png");
        }

        assertEquals("first", Files.readString(folder.resolve("a/b.png")));
        assertEquals(List.of("out"), siblings());
    }

    @Test
    void whatCameToTheFolderMeanwhileStays() throws IOException {
        try (FolderTarget target = FolderTarget.open(folder, true)) {
            target.put("a/b.png", "x".getBytes(UTF_8), "image/png");
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("thesis.txt"), "years of work");

            assertThrows(
                    UnusableTargetException.class,
                    () -> target.complete("croissant.json", "{}".getBytes(UTF_8), "application/ld+json"));
        }

        assertEquals("years of work", Files.readString(folder.resolve("thesis.txt")));
        assertEquals(List.of("out"), siblings());
    }

    @Test
    void ofTwoExportsToOneFolderTheFirstToEndStaysUnlessItMayBeReplaced() throws IOException {
        try (FolderTarget slow = FolderTarget.open(folder, false)) {
            slow.put("a/b.png", "slow".getBytes(UTF_8), "image/png");
            export("quick", false);

            assertThrows(
                    UnusableTargetException.class,
                    () -> slow.complete("croissant.json", "{}".getBytes(UTF_8), "application/ld+json"));
        }

        assertEquals("quick", Files.readString(folder.resolve("a/b.png")));
        assertEquals(List.of("out"), siblings());
    }

    @Test
    void whatIsNoExportIsNeverReplaced() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("thesis.txt"), "years of work");

        UnusableTargetException refused = assertThrows(UnusableTargetException.class, () -> export("x", true));

        assertTrue(String.valueOf(refused.getMessage()).contains("never replaced"), refused::getMessage);
        assertEquals("years of work", Files.readString(folder.resolve("thesis.txt")));
    }

    @Test
    void anEmptyFolderIsTakenAndAFileIsNot() throws IOException {
        Files.createDirectories(folder);
        export("x", false);
        assertTrue(Files.exists(folder.resolve("croissant.json")));

        Path file = Files.writeString(parent.resolve("file"), "x");
        assertThrows(UnusableTargetException.class, () -> FolderTarget.open(file, true));
    }

    @Test
    void aFolderThatCannotBeMadeIsTold() throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "x");

        UnusableTargetException refused =
                assertThrows(UnusableTargetException.class, () -> FolderTarget.open(file.resolve("below/out"), false));

        assertTrue(
                String.valueOf(refused.getMessage()).contains(file.resolve("below") + " cannot be written"),
                refused::getMessage);
    }

    @Test
    void whatAKilledExportLeftIsRemovedADayLater() throws IOException {
        Path old = Files.createDirectories(parent.resolve(".out.partial-1"));
        Files.writeString(old.resolve("x.png"), "x");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        Path young = Files.createDirectories(parent.resolve(".out.partial-2"));

        export("x", false);

        assertFalse(Files.exists(old));
        assertTrue(Files.exists(young));
    }

    @Test
    void noPathLeavesTheFolder() throws IOException {
        try (FolderTarget target = FolderTarget.open(folder, false)) {
            byte[] content = "x".getBytes(UTF_8);
            assertThrows(IllegalArgumentException.class, () -> target.put("../x.png", content, "image/png"));
        }
    }
}
