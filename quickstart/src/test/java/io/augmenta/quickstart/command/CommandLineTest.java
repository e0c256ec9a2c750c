package io.augmenta.quickstart.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @Test
    void helpTellsAllCommandsAndExitStatuses() {
        CommandRun run = CommandRun.of("--help");

        assertEquals(0, run.exitStatus());
        for (String expected : List.of(
                "demo",
                "recipes",
                "train",
                "sweep",
                "evaluate",
                "verify",
                "export",
                "schemas",
                "serve",
                "score",
                "Exit status")) {
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
                "--evaluation-seeds",
                "--controls",
                "Default: 64",
                "grouped",
                "supplied",
                "Example")) {
            assertTrue(run.out().contains(expected), () -> expected + " is missing in " + run.out());
        }
    }

    @Test
    void helpOfTrainAndSweepTellsEveryOption() {
        for (String expected : List.of("--recipe", "--set", "--pretrain-data", "--work", "Default: 25", "Ctrl-C")) {
            assertTrue(CommandRun.of("train", "--help").out().contains(expected), expected);
        }
        for (String expected : List.of("study-wgan-gp", "--trainers", "--kafka", "JSON or YAML", "latent")) {
            assertTrue(CommandRun.of("sweep", "--help").out().contains(expected), expected);
        }
    }

    @Test
    void everyCommandThatTrainsSaysWhereItMay() {
        for (String command : List.of("demo", "train", "sweep", "serve", "trainer")) {
            assertTrue(CommandRun.of(command, "--help").out().contains("--device=DEVICE"), command);
        }
    }

    @Test
    void anUnknownDeviceIsAnsweredWithThePossibleOnes() {
        String complaint =
                CommandRun.of("train", "--data", "src", "--device", "tpu").err();
        assertTrue(complaint.contains("gpu:N (the GPU of that number, from 0)"), complaint);
    }

    @Test
    void theTrainerOfASweepIsNoCommandForPeople() {
        assertFalse(
                CommandRun.of("--help").out().contains("trainer "),
                CommandRun.of("--help").out());
        assertEquals(0, CommandRun.of("trainer", "--help").exitStatus());
    }

    @Test
    void aComplaintAboutACommandIsNotHiddenByItsOptions() {
        assertEquals(
                2,
                CommandRun.of("train", "--data", "src", "--set", "width=0")
                        .err()
                        .lines()
                        .count());
    }

    @Test
    void helpOfServeTellsWhereEverythingIs() {
        CommandRun run = CommandRun.of("help", "serve");

        assertEquals(0, run.exitStatus());
        for (String expected : List.of("--port", "--work", "--watch", "--kafka", "Default: 8080", "Ctrl-C")) {
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
    void helpOfEvaluateTellsItsDefaultsAndItsExitStatus() {
        String help = CommandRun.of("evaluate", "--help").out();

        for (String expected : List.of(
                "--work",
                "--checkpoint",
                "--run",
                "--images",
                "--images-per-class",
                "--classifier",
                "--models",
                "--[no-]controls",
                "--amounts",
                "--again",
                "--require-release 3",
                "Default: 5",
                "Default: true")) {
            assertTrue(help.contains(expected), () -> expected + " is missing in " + help);
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
                "demo --image-size 16",
                "demo --image-size 256",
                "demo --image-size big",
                "demo --epochs 0",
                "demo --split sometimes",
                "demo --split supplied",
                "demo --data /no/such/folder",
                "demo --phantoms 3",
                "demo --evaluation-seeds 0",
                "demo --evaluation-seeds 21",
                "demo --device gpu:one",
                "demo --classifier resnet",
                "demo --classifier features:none.onnx --models src",
                "demo --classifier-parameter widht=8",
                "recipes --recipe gan",
                "recipes --image-size 48",
                "recipes --channels 2",
                "recipes --classes 0",
                "train --recipe gan",
                "train --data /no/such/folder",
                "train --data src --recipe gan",
                "train --data src --set width=0",
                "train --data src --set depth=3",
                "train --data src --set width",
                "train --data src --epochs 0",
                "train --data src --device tpu",
                "train --data src --checkpoint-every 0",
                "train --data src --image-size 16",
                "train --data src --pretrain-data src",
                "train --data src --recipe transfer",
                "sweep --data src",
                "sweep --data src --grid nothing-of-that-name",
                "sweep --data src --grid pom.xml",
                "sweep --data src --grid study-wgan-gp --trainers 0",
                "sweep --data src --grid study-wgan-gp --set width=0",
                "sweep --data src --grid study-wgan-gp --set latent=32",
                "sweep --data src --grid study-wgan-gp --kafka localhost",
                "sweep --data src --grid study-wgan-gp --classifier finetune:none.pt",
                "trainer --work w",
                "export --to out",
                "export --work src",
                "export --work src --to out",
                "export --kafka localhost --to out",
                "export --kafka localhost:9092 --work src --to out",
                "export --kafka localhost:9092 --to s3://Bucket/x",
                "export --kafka localhost:9092 --to out --what all",
                "export --kafka localhost:9092 --to out --splits rows",
                "export --kafka localhost:9092 --to out --requests r-1",
                "schemas",
                "serve --port 65536",
                "serve --kafka localhost",
                "serve --watch ../brains=src",
                "serve --watch src",
                "score --real a",
                "score --real a --generated b --image-size 0",
                "score --real a --generated b --pairs p.png",
                "score --real a --generated b --extractor no-such-file.onnx",
                "evaluate",
                "evaluate --work src",
                "evaluate --work /no/such/folder",
                "evaluate --work src --checkpoint a --run b",
                "evaluate --gate least-beauty=1 --work w",
                "evaluate --gate most-copied=2 --work w",
                "evaluate --gate most-copied=few --work w",
                "evaluate --gate least-gain-over-repeated=0 --no-controls --work w",
                "evaluate --work src --images 0",
                "evaluate --work src --images 4 --images-per-class 1"
            })
    void whatIsNotUnderstoodEndsWithStatusTwoAndAReasonBeforeAnythingStarts(String commandLine) {
        CommandRun run = CommandRun.of(commandLine.split(" "));

        assertEquals(2, run.exitStatus());
        String complaint = run.err().lines().findFirst().orElse("");
        assertTrue(
                Stream.of(commandLine.split(" ")).skip(1).anyMatch(complaint::contains)
                        || Stream.of(
                                        "--generated",
                                        "--work",
                                        "--data",
                                        "--grid",
                                        "--kafka",
                                        "--classifier",
                                        "--to",
                                        commandLine)
                                .anyMatch(complaint::contains),
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

    /** Nobody answers on port 1: whoever asked the broker first would speak of that, after a minute. */
    @Test
    void anExportThatHasNoPlaceToGoIsToldSoBeforeTheLogIsRead(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("thesis.txt"), "years of work");

        CommandRun occupied = CommandRun.of("export", "--kafka", "127.0.0.1:1", "--to", folder.toString());
        CommandRun unwritable = CommandRun.of(
                "export",
                "--kafka",
                "127.0.0.1:1",
                "--to",
                file.resolve("below").resolve("out").toString());

        assertEquals(1, occupied.exitStatus());
        assertTrue(occupied.err().contains(folder + " holds something that is no export"), occupied.err());
        assertEquals(1, unwritable.exitStatus());
        assertTrue(unwritable.err().contains(file.resolve("below") + " cannot be written"), unwritable.err());
        assertEquals("years of work", Files.readString(file));
    }
}
