package io.augmenta.quickstart.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void namesAreAlignedToTheLeftAndFiguresToTheRight() {
        TextTable table = new TextTable(1)
                .row(List.of("class", "statistic", "n"))
                .row(List.of("no_tumor", "0.1", "1234"))
                .row(List.of("a", "0.05", ""));

        assertEquals(
                List.of(
                        "class     statistic     n", //
                        "no_tumor        0.1  1234",
                        "a              0.05"),
                table.lines());
    }

    @Test
    void aRowOfAnotherWidthIsRefused() {
        TextTable table = new TextTable(1).row(List.of("a", "b"));

        assertThrows(IllegalArgumentException.class, () -> table.row(List.of("a")));
    }
}
