package io.augmenta.quickstart.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @Test
    void helpTellsAllCommandsAndExitStatuses() {
        CommandRun run = CommandRun.of("--help");

        assertEquals(0, run.exitStatus());
        for (String expected : List.of("demo", "serve", "score", "Exit status")) {
            assertTrue(run.out().contains(expected), run.out());
        }
    }

    @Test
    void helpOfDemoTellsEveryOptionWithItsDefault() {
        CommandRun run = CommandRun.of("demo", "--help");

        assertEquals(0, run.exitStatus());
        for (String expected : List.of(
                "--data",
                "--image-size",
                "--epochs",
                "--seed",
                "--split",
                "--report",
                "--work",
                "Default: 64",
                "grouped",
                "supplied",
                "Example")) {
            assertTrue(run.out().contains(expected), () -> expected + " is missing in " + run.out());
        }
    }

    @Test
    void helpOfServeTellsWhereEverythingIs() {
        CommandRun run = CommandRun.of("help", "serve");

        assertEquals(0, run.exitStatus());
        for (String expected : List.of("--port", "--work", "--kafka", "Default: 8080", "Ctrl-C")) {
            assertTrue(run.out().contains(expected), () -> expected + " is missing in " + run.out());
        }
    }

    @Test
    void helpOfScoreExplainsTheStatistic() {
        CommandRun run = CommandRun.of("score", "--help");

        assertEquals(0, run.exitStatus());
        for (String expected : List.of("--real", "--generated", "--json", "Kolmogorov-Smirnov", "p-value")) {
            assertTrue(run.out().contains(expected), () -> expected + " is missing in " + run.out());
        }
    }

    @Test
    void theVersionIsTheBuilds() {
        CommandRun run = CommandRun.of("--version");

        assertEquals(0, run.exitStatus());
        assertTrue(run.out().matches("augmenta \\d+\\.\\d+\\.\\d+\\S*, Java \\d+.*\\s*"), run.out());
    }

    @Test
    void noCommandIsNotUnderstood() {
        CommandRun run = CommandRun.of();

        assertEquals(2, run.exitStatus());
        assertTrue(run.err().contains("Missing command"), run.err());
        assertTrue(run.err().contains("Usage: augmenta"), run.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "demo --nonsense",
                "demo --image-size 65",
                "demo --image-size 8",
                "demo --image-size big",
                "demo --epochs 0",
                "demo --split sometimes",
                "demo --split supplied",
                "demo --data /no/such/folder",
                "demo --phantoms 3",
                "serve --port 65536",
                "serve --kafka localhost",
                "score --real a",
                "score --real a --generated b --image-size 0"
            })
    void whatIsNotUnderstoodEndsWithStatusTwoAndAReasonBeforeAnythingStarts(String commandLine) {
        CommandRun run = CommandRun.of(commandLine.split(" "));

        assertEquals(2, run.exitStatus());
        String complaint = run.err().lines().findFirst().orElse("");
        String culprit = commandLine.split(" ", 3)[commandLine.contains(" ") ? 1 : 0];
        assertTrue(
                complaint.contains(culprit) || complaint.contains("--generated") || complaint.contains("--image-size"),
                run.err());
        assertEquals("", run.out());
    }

    @Test
    void aReportFolderThatCannotBeWrittenFailsBeforeAnythingStarts(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("occupied"), "a file");

        CommandRun run = CommandRun.of(
                "demo",
                "--report",
                file.toString(),
                "--work",
                folder.resolve("work").toString());

        assertEquals(1, run.exitStatus());
        assertTrue(run.err().contains("the report folder " + file + " cannot be written"), run.err());
        assertTrue(Files.notExists(folder.resolve("work")));
    }
}
