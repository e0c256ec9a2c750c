package io.augmenta.ingest.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.SplitRule;
import io.augmenta.ingest.ImpossibleIngestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
    @TempDir
    Path folder;

    @Test
    void classFoldersNameTheLabels() throws IOException {
        files("glioma/1.jpg", "glioma/2.PNG", "none/1.jpg");

        ImageFolder found = ImageFolder.scan(FolderLayout.of(folder));

        assertEquals(
                List.of("glioma/1.jpg", "glioma/2.PNG", "none/1.jpg"),
                found.files().stream().map(ImageFile::source).toList());
        assertEquals(
                List.of("glioma", "glioma", "none"),
                found.files().stream().map(ImageFile::label).toList());
        assertTrue(found.files().stream().allMatch(file -> file.origin() == Origin.UNDIVIDED));
        assertEquals(List.of(), found.warnings());
    }

    @Test
    void trainingAndTestingAreParts() throws IOException {
        files("Training/a/1.jpg", "testing/a/2.jpg", "Training/b/1.jpg");

        List<ImageFile> found = ImageFolder.scan(FolderLayout.of(folder)).files();

        assertEquals(
                List.of(
                        file("Training/a/1.jpg", "a", Origin.TRAINING),
                        file("Training/b/1.jpg", "b", Origin.TRAINING),
                        file("testing/a/2.jpg", "a", Origin.TESTING)),
                found);
    }

    @Test
    void whatIsLeftOutIsSaid() throws IOException {
        files("Training/a/1.jpg", "Training/a/.hidden", "Training/a/deeper/1.jpg", "Training/notes.txt", "other/1.jpg");
        Files.createDirectories(folder.resolve("Training/b"));

        ImageFolder found = ImageFolder.scan(FolderLayout.of(folder));

        assertEquals(1, found.files().size());
        String warnings = String.join("\n", found.warnings());
        assertTrue(warnings.contains("[other]"), warnings);
        assertTrue(warnings.contains("1 files directly in Training"), warnings);
        assertTrue(warnings.contains("1 folders within class folder \"Training/a\""), warnings);
        assertTrue(warnings.contains("class folder \"Training/b\" has no files"), warnings);
        assertEquals(4, found.warnings().size());
    }

    @Test
    void folderWithoutClassesIsRefused() throws IOException {
        files("1.jpg", "2.jpg");

        assertRefused("no-classes", "found 2 files and no folder", () -> FolderLayout.of(folder));
    }

    @Test
    void emptyClassesAloneAreRefused() throws IOException {
        Files.createDirectories(folder.resolve("a"));

        assertRefused("no-images", "class folder \"a\" has no files", () -> ImageFolder.scan(FolderLayout.of(folder)));
    }

    @Test
    void suppliedSplitNeedsBothParts() throws IOException {
        files("Training/a/1.jpg");
        FolderLayout layout = FolderLayout.of(folder);

        layout.require(SplitRule.GROUPED);
        assertRefused("split-not-supplied", "there is no Testing", () -> layout.require(SplitRule.SUPPLIED));
    }

    @Test
    void onlyAllowedFoldersAreRead() throws IOException {
        files("allowed/a/1.jpg", "secret/a/1.jpg");
        Path allowed = folder.resolve("allowed");
        AllowedRoots roots = new AllowedRoots(List.of(allowed));
        Files.createSymbolicLink(allowed.resolve("way-out"), folder.resolve("secret"));

        assertEquals(allowed.resolve("a").toRealPath(), roots.check(allowed.resolve("a")));
        assertRefused("folder-not-allowed", "outside", () -> roots.check(folder.resolve("secret")));
        assertRefused("folder-not-allowed", "outside", () -> roots.check(allowed.resolve("../secret")));
        assertRefused("folder-not-allowed", "outside", () -> roots.check(allowed.resolve("way-out")));
        assertRefused("folder-not-allowed", "outside", () -> roots.check(folder.resolve("not-there")));
        assertRefused("unknown-folder", "is not there", () -> roots.check(allowed.resolve("not-there")));
        assertRefused("unknown-folder", "is none", () -> roots.check(allowed.resolve("a/1.jpg")));
    }

    private ImageFile file(String source, String label, Origin origin) {
        return new ImageFile(new FileContent.OnDisk(folder.resolve(source)), source, label, origin);
    }

    private void files(String... paths) throws IOException {
        for (String path : paths) {
            Path file = folder.resolve(path);
            Path parent = file.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createFile(file);
        }
    }

    private static void assertRefused(String kind, String said, org.junit.jupiter.api.function.Executable what) {
        ImpossibleIngestException refusal = assertThrows(ImpossibleIngestException.class, what);
        assertEquals(kind, refusal.kind());
        assertTrue(String.valueOf(refusal.getMessage()).contains(said), refusal.getMessage());
    }
}
