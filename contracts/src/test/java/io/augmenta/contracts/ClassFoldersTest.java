package io.augmenta.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassFoldersTest {

    @Test
    void ordinaryNamesStayAsTheyAre() {
        ClassFolders folders = new ClassFolders(List.of("no_tumor", "méningiome II"));

        assertEquals("no_tumor", folders.of("no_tumor"));
        assertEquals("méningiome II", folders.of("méningiome II"));
    }

    @Test
    void namesThatWouldLeaveTheFolderAreReplacedAndKeptApart() {
        ClassFolders folders = new ClassFolders(List.of("../x", "a/b", "a:b"));

        assertEquals("__x", folders.of("../x"));
        assertEquals("a_b", folders.of("a/b"));
        assertEquals("a_b-2", folders.of("a:b"));
    }

    @Test
    void aClassThatIsNoneIsRefused() {
        ClassFolders folders = new ClassFolders(List.of("a"));

        assertThrows(IllegalArgumentException.class, () -> folders.of("b"));
    }
}
