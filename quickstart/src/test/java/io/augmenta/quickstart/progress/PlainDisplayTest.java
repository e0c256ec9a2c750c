package io.augmenta.quickstart.progress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PlainDisplayTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void linesInBetweenComeAtMostEveryFiveSeconds() {
        try (PlainDisplay display = new PlainDisplay(new PrintStream(written, true, UTF_8), nanos::get)) {
            display.begin("train");
            for (int second = 1; second <= 12; second++) {
                nanos.addAndGet(Duration.ofSeconds(1).toNanos());
                display.show(
                        new Standing(second / 12.0, "epoch " + second + " of 12", Duration.ofSeconds(12 - second)));
                display.tick();
            }
            display.finish("12 epochs");
        }

        assertEquals(
                List.of(
                        "train: begins",
                        "train: epoch 5 of 12, 7.0 s left",
                        "train: epoch 10 of 12, 2.0 s left",
                        "train: 12 epochs (12 s)"),
                written.toString(UTF_8).lines().toList());
    }

    @Test
    void nothingIsSaidAfterClosing() {
        PlainDisplay display = new PlainDisplay(new PrintStream(written, true, UTF_8), nanos::get);
        display.close();

        display.begin("train");
        display.finish("done");

        assertEquals("", written.toString(UTF_8));
    }

    @Test
    void aNoteIsALineOfItsOwnAtOnce() {
        try (PlainDisplay display = new PlainDisplay(new PrintStream(written, true, UTF_8), nanos::get)) {
            display.begin("train");
            display.note("run 1 of 2 begins");
            display.note("run 2 of 2 begins");
        }

        assertEquals(
                List.of("train: begins", "train: run 1 of 2 begins", "train: run 2 of 2 begins"),
                written.toString(UTF_8).lines().toList());
    }
}
