package io.augmenta.quickstart.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The packaged demo as people run it, in a process of its own. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "signals are sent by kill, which Windows has not")
class DemoIT {

    private static final Duration BEGINS_WITHIN = Duration.ofSeconds(90);

    private final Path folder;
    private final Commands commands;

    DemoIT(@TempDir Path folder) {
        this.folder = folder;
        this.commands = new Commands(folder);
    }

    @Test
    void aDemoLeavesAReportAndNothingElse() throws Exception {
        Path report = folder.resolve("a report");

        try (CommandProcess demo = commands.small("demo", "--report", report.toString())) {
            assertEquals(0, demo.awaitEnd(Duration.ofMinutes(5)), demo::output);

            assertTrue(demo.output().contains("train: 2 epochs"), demo::output);
            assertTrue(demo.output().contains("trained on"), demo::output);
            assertTrue(demo.output().contains("Report " + report.resolve("report.html")), demo::output);
        }
        try (Stream<Path> files = Files.list(report)) {
            assertEquals(
                    List.of(
                            "closest-pairs.png",
                            "distances.csv",
                            "intensities.csv",
                            "losses.svg",
                            "predictions.csv",
                            "report.html",
                            "report.json",
                            "samples.png",
                            "statistics.csv"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
        JsonNode table = new ObjectMapper()
                .readTree(report.resolve("report.json").toFile())
                .path("table");
        assertEquals(6, table.size());
        try (Stream<Path> left = Files.list(folder.resolve("tmp"))) {
            assertEquals(
                    List.of(),
                    left.filter(path -> path.getFileName().toString().startsWith("augmenta"))
                            .toList());
        }
    }

    @Test
    void aDemoThatIsInterruptedInItsEvaluationLeavesNothingForTheNextCommandToDoFirst() throws Exception {
        try (CommandProcess endless =
                commands.small("demo", "--work", "kept", "--classifier-parameter", "epochs=10000")) {
            Commands.interruptInItsEvaluation(endless);
            assertTrue(endless.output().contains("Stopped. To go on: augmenta demo --work kept"), endless::output);
        }

        commands.evaluateBriefly();
    }

    @Test
    void aDemoThatCannotBeTrainedEndsWithStatusOneAndTheReason() throws Exception {
        try (CommandProcess demo = commands.small("demo", "--parameter", "width=0")) {
            assertEquals(1, demo.awaitEnd(Duration.ofMinutes(3)), demo::output);

            assertTrue(demo.output().contains("augmenta: training failed: "), demo::output);
            assertTrue(demo.output().contains("width"), demo::output);
            assertTrue(demo.output().contains("The log of broker and services is "), demo::output);
        }
    }

    @Test
    void aDemoLeavesOnInterruptWithoutAWordOfFailure() throws Exception {
        try (CommandProcess demo = commands.small("demo", "--epochs", "5000")) {
            Awaitility.await()
                    .atMost(BEGINS_WITHIN)
                    .until(() -> demo.output().contains("train: epoch") || demo.ended());

            demo.interrupt();

            assertEquals(Commands.ENDED_BY_SIGINT, demo.awaitEnd(Duration.ofMinutes(1)), demo::output);
            assertTrue(!demo.output().contains("augmenta: "), demo::output);
        }
        try (Stream<Path> left = Files.list(folder.resolve("tmp"))) {
            assertEquals(
                    List.of(),
                    left.filter(path -> path.getFileName().toString().startsWith("augmenta-"))
                            .toList());
        }
    }
}
