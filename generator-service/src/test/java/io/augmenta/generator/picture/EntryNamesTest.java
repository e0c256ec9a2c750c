package io.augmenta.generator.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EntryNamesTest {

    @Test
    void namesAreClassAndIndex() {
        EntryNames names = new EntryNames(List.of("no_tumor", "méningiome II"));

        assertEquals("no_tumor/000007.png", names.of("no_tumor", 7));
        assertEquals("méningiome II/1234567.png", names.of("méningiome II", 1_234_567));
    }

    @Test
    void noClassNameLeavesTheArchivesFolderOrMeetsAnother() {
        List<String> classes = List.of("..", "../../etc", "a/b", "a\\b", "a:b", "/", " ", "a_b", "-", "_", "");
        EntryNames names = new EntryNames(classes);

        List<String> entries = classes.stream().map(label -> names.of(label, 0)).toList();

        for (String entry : entries) {
            assertTrue(entry.matches("[^/\\\\:]+/000000\\.png"), entry);
            assertTrue(!entry.startsWith("."), entry);
        }
        assertEquals(
                classes.size(), entries.stream().collect(Collectors.toSet()).size());
    }
}
