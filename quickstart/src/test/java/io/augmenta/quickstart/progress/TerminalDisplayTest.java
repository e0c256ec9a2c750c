package io.augmenta.quickstart.progress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TerminalDisplayTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void aStageIsOneLineThatIsWrittenOver() {
        try (TerminalDisplay display = display(100)) {
            display.begin("train");
            display.show(new Standing(0.5, "epoch 10 of 20", Duration.ofSeconds(90)));
            pass(Duration.ofSeconds(30));
            display.tick();
            display.finish("20 epochs");
        }

        List<String> frames = frames();
        assertEquals("train    [##########..........] epoch 10 of 20, 1:30 left", frames.get(2));
        assertEquals("train    [##########..........] epoch 10 of 20, 1:00 left", frames.get(3));
        assertEquals("train    20 epochs, 30 s", frames.get(4).stripTrailing());
        assertEquals(1, output().chars().filter(character -> character == '\n').count(), output());
    }

    @Test
    void aShorterLineWipesWhatTheLongerOneLeft() {
        try (TerminalDisplay display = display(80)) {
            display.begin("ingest");
            display.show(Standing.of("a long line about many things"));
            display.show(Standing.of("short"));
        }

        List<String> frames = frames();
        assertEquals(frames.get(2).length(), frames.get(3).stripTrailing().length() + trailingBlanks(frames.get(3)));
    }

    @Test
    void aNoteStaysAboveTheLineThatIsWrittenOver() {
        try (TerminalDisplay display = display(40)) {
            display.begin("train");
            display.show(Standing.of("epoch 3 of 9"));
            display.note("run 1 of 4 begins: a recipe with more settings than a line holds");
            display.finish("done");
        }

        assertEquals(
                "train    run 1 of 4 begins: a recipe with more settings than a line holds",
                output().replaceAll("(?s)\n.*", "").replaceAll("(?s)^.*\r", "").stripTrailing());
        assertTrue(frames().stream().anyMatch(frame -> frame.startsWith("train    done")), output());
    }

    @Test
    void noLineReachesTheLastColumn() {
        try (TerminalDisplay display = display(40)) {
            display.begin("evaluate");
            display.show(new Standing(0.25, "x".repeat(200), Duration.ofHours(3)));
            display.finish("y".repeat(200));
        }

        assertTrue(frames().stream().allMatch(frame -> frame.stripTrailing().length() < 40), output());
    }

    @Test
    void inANarrowTerminalTheBarGoesFirstAndTheTimeStays() {
        Standing standing = new Standing(0.5, "epoch 10 of 20, critic -4.91", Duration.ofSeconds(90));
        for (int columns : new int[] {80, 60, 50, 30}) {
            try (TerminalDisplay display = display(columns)) {
                display.begin("train");
                display.show(standing);
            }
        }

        List<String> frames = frames().stream()
                .map(String::stripTrailing)
                .filter(frame -> frame.contains("left"))
                .toList();
        assertEquals(
                List.of(
                        "train    [##########..........] epoch 10 of 20, critic -4.91, 1:30 left",
                        "train    [####....] epoch 10 of 20, critic -4.91, 1:30 left",
                        "train    epoch 10 of 20, critic -4.91, 1:30 left",
                        "train    epoch 10 , 1:30 left"),
                frames);
    }

    @Test
    void ticksWithinASecondDrawNothing() {
        try (TerminalDisplay display = display(80)) {
            display.begin("generate");
            display.show(Standing.of(3, 10, "images", ""));
            int before = written.size();

            pass(Duration.ofMillis(900));
            display.tick();

            assertEquals(before, written.size());
        }
    }

    @Test
    void aClosedDisplayIsSilent() {
        TerminalDisplay display = display(80);
        display.begin("train");
        display.close();
        int before = written.size();

        display.show(Standing.of("still at it"));
        display.finish("done");

        assertEquals(before, written.size());
        assertTrue(output().endsWith(System.lineSeparator()));
    }

    private TerminalDisplay display(int columns) {
        return new TerminalDisplay(new PrintStream(written, true, UTF_8), columns, nanos::get);
    }

    private void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    private String output() {
        return written.toString(UTF_8);
    }

    private List<String> frames() {
        return Pattern.compile("\r").splitAsStream(output()).toList();
    }

    private static int trailingBlanks(String text) {
        String line = text.replace(System.lineSeparator(), "");
        return line.length() - line.stripTrailing().length();
    }
}
