package io.augmenta.quickstart.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augmenta.imaging.phantom.PhantomSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps and trainings of the packaged command: what they leave, and what they survive. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "signals are sent by kill, which Windows has not")
class SweepIT {

    private static final Duration BEGINS_WITHIN = Duration.ofMinutes(4);
    private static final Duration ENDS_WITHIN = Duration.ofMinutes(12);
    private static final int ENDED_BY_SIGINT = 130;
    private static final Pattern FURTHER_TRAINER = Pattern.compile("this process and process (\\d+)");
    private static final int MODELS = 4;

    private final Path folder;

    SweepIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        new PhantomSet(7, 14, 32).writeTo(folder.resolve("phantoms"));
        Files.writeString(folder.resolve("grid.yaml"), """
                recipe: wgan-gp
                epochs: 24
                parameters:
                  latent: [8, 16]
                  critic-steps: [1, 2]
                """);
    }

    @Test
    void aSweepSurvivesTheLossOfATrainerAndIsNotDoneTwice() throws Exception {
        try (CommandProcess sweep = sweep("first", 2)) {
            Awaitility.await().atMost(BEGINS_WITHIN).until(() -> sweep.ended() || epochsIn("kept/trainer-2.log") >= 6);

            kill(furtherTrainer(sweep));

            assertEquals(0, sweep.awaitEnd(ENDS_WITHIN), sweep::output);
            assertTrue(sweep.output().contains(" is gone; others take over what it had"), sweep::output);
            assertTrue(sweep.output().contains(" was taken over and goes on after epoch "), sweep::output);
        }
        JsonNode first = report("first");
        assertComplete(first);
        String page = Files.readString(folder.resolve("first/sweep.html"));
        assertTrue(page.startsWith("<!DOCTYPE html>") && !page.contains("{row.") && !page.contains("NOT_FOUND"), page);
        assertTrue(Files.size(folder.resolve("first/gallery.png")) > 0);

        try (CommandProcess again = sweep("second", 1)) {
            assertEquals(0, again.awaitEnd(ENDS_WITHIN), again::output);
            assertTrue(again.output().contains("4 of 4 runs were trained before"), again::output);
        }
        assertEquals(first.path("models"), report("second").path("models"));
    }

    @Test
    void aTrainingThatIsStoppedSaysHowToGoOnAndDoes() throws Exception {
        String[] command = train("40");
        try (CommandProcess train = CommandProcess.start(folder, command)) {
            Awaitility.await().atMost(BEGINS_WITHIN).until(() -> train.ended() || epochsIn("kept/augmenta.log") > 0);

            train.interrupt();

            assertEquals(ENDED_BY_SIGINT, train.awaitEnd(Duration.ofMinutes(1)), train::output);
            assertTrue(train.output().contains("Stopped with checkpoint phantoms-"), train::output);
            assertTrue(train.output().contains("To go on: augmenta train --data phantoms "), train::output);
        }
        assertTrue(Files.notExists(folder.resolve("trained/training.json")));

        try (CommandProcess train = CommandProcess.start(folder, command)) {
            assertEquals(0, train.awaitEnd(ENDS_WITHIN), train::output);
        }
        JsonNode training = new ObjectMapper()
                .readTree(folder.resolve("trained/training.json").toFile());
        assertEquals("completed", training.path("state").asText());
        assertEquals(40, training.path("losses").size());
        assertEquals("16", training.path("parameters").path("latent").asText());
        assertTrue(training.path("peak_memory_bytes").asLong() > 0);
        for (String file : List.of("generator.onnx", "samples.png", "losses.svg", "losses.csv")) {
            assertTrue(Files.size(folder.resolve("trained").resolve(file)) > 0, file);
        }
        assertEquals(
                41, Files.readAllLines(folder.resolve("trained/losses.csv")).size());
    }

    @Test
    void aTrainingBeginsWithTheWeightsOfAnEarlierOne() throws Exception {
        List<String> first = new ArrayList<>(List.of("train", "--data", "phantoms", "--image-size", "32"));
        first.addAll(List.of("--recipe", "cvae", "--epochs", "1", "--set", "width=4", "--work", "warm"));
        first.addAll(List.of("--run", "first", "--report", "trained-first"));
        try (CommandProcess train = CommandProcess.start(folder, first.toArray(String[]::new))) {
            assertEquals(0, train.awaitEnd(ENDS_WITHIN), train::output);
        }
        List<String> second = new ArrayList<>(first.subList(0, first.size() - 4));
        second.addAll(List.of("--from", "first-e0001", "--report", "trained-second"));

        try (CommandProcess train = CommandProcess.start(folder, second.toArray(String[]::new))) {
            assertEquals(0, train.awaitEnd(ENDS_WITHIN), train::output);
        }

        assertTrue(reconstructionAfterOneEpoch("trained-second") < reconstructionAfterOneEpoch("trained-first"));
        second.set(second.indexOf("first-e0001"), "none");
        try (CommandProcess train = CommandProcess.start(folder, second.toArray(String[]::new))) {
            assertEquals(1, train.awaitEnd(ENDS_WITHIN), train::output);
            assertTrue(train.output().contains("warmStart is \"none\", which is no checkpoint"), train::output);
        }
    }

    private double reconstructionAfterOneEpoch(String report) throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve(report).resolve("training.json").toFile())
                .path("losses")
                .get(0)
                .path("losses")
                .path("reconstruction")
                .asDouble();
    }

    @Test
    void aTransferStartsFromADeepAutoencoderThatIsTrainedFirst() throws Exception {
        new PhantomSet(8, 12, 32).writeTo(folder.resolve("more"));
        List<String> command = new ArrayList<>(List.of("train", "--data", "phantoms", "--image-size", "32"));
        command.addAll(List.of("--recipe", "transfer", "--pretrain-data", "more", "--pretrain-epochs", "1"));
        command.addAll(List.of("--epochs", "2", "--report", "transferred"));
        for (String setting : List.of("blocks=10", "width=4", "latent=8", "batch=16", "frozen=1")) {
            command.addAll(List.of("--set", setting));
        }

        try (CommandProcess train = CommandProcess.start(folder, command.toArray(String[]::new))) {
            assertEquals(0, train.awaitEnd(ENDS_WITHIN), train::output);
            assertTrue(train.output().contains("pretrain: 1 epochs"), train::output);
        }
        JsonNode training = new ObjectMapper()
                .readTree(folder.resolve("transferred/training.json").toFile());
        assertEquals("transfer", training.path("recipe").asText());
        assertTrue(training.path("parameters").path("pretrained").asText().startsWith("more-"), training::toString);
        assertEquals("phantoms", training.path("dataset").path("name").asText());
        assertTrue(training.path("losses").get(1).path("losses").has("test_kl"), training::toString);
        assertTrue(Files.size(folder.resolve("transferred/reconstructions.png")) > 0);
    }

    @Test
    void aTrainingThatDivergesEndsWithStatusOneAndTheReason() throws Exception {
        try (CommandProcess train = CommandProcess.start(
                folder,
                "train",
                "--data",
                "phantoms",
                "--image-size",
                "32",
                "--recipe",
                "cvae",
                "--set",
                "learning-rate=1",
                "--set",
                "kl-weight=1000000",
                "--set",
                "width=4")) {
            assertEquals(1, train.awaitEnd(ENDS_WITHIN), train::output);

            assertTrue(train.output().contains("augmenta: training failed: Training diverged at step "), train::output);
            assertTrue(!train.output().contains("\tat "), train::output);
        }
    }

    private CommandProcess sweep(String report, int trainers) throws IOException {
        return CommandProcess.start(
                folder,
                "sweep",
                "--data",
                "phantoms",
                "--image-size",
                "32",
                "--grid",
                "grid.yaml",
                "--set",
                "width=4",
                "--set",
                "batch-size=8",
                "--trainers",
                Integer.toString(trainers),
                "--classifier-parameter",
                "epochs=2",
                "--work",
                "kept",
                "--report",
                report);
    }

    private static String[] train(String epochs) {
        return new String[] {
            "train",
            "--data",
            "phantoms",
            "--image-size",
            "32",
            "--set",
            "width=4",
            "--set",
            "latent=16",
            "--set",
            "critic-steps=1",
            "--set",
            "batch-size=8",
            "--epochs",
            epochs,
            "--work",
            "kept",
            "--report",
            "trained"
        };
    }

    private static long furtherTrainer(CommandProcess sweep) {
        Matcher matcher = FURTHER_TRAINER.matcher(sweep.output());
        assertTrue(matcher.find(), sweep::output);
        return Long.parseLong(matcher.group(1));
    }

    /** How many epochs the trainer that writes this log has done. */
    private long epochsIn(String file) throws IOException {
        Path log = folder.resolve(file);
        return Files.exists(log)
                ? Files.readAllLines(log).stream()
                        .filter(line -> line.contains("event=epoch_done"))
                        .count()
                : 0;
    }

    private static void kill(long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-KILL", Long.toString(pid)).start().waitFor();
    }

    private JsonNode report(String report) throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve(report).resolve("sweep.json").toFile());
    }

    private static void assertComplete(JsonNode report) {
        assertEquals(MODELS, report.path("models").size());
        Set<String> runs = new HashSet<>();
        double before = 1;
        for (JsonNode model : report.path("models")) {
            runs.add(model.path("run").asText());
            assertEquals("completed", model.path("outcome").asText());
            assertEquals(runs.size(), model.path("rank").asInt());
            double score =
                    model.path("scores").path("classification_accuracy_score").asDouble(-1);
            assertTrue(score >= 0 && score <= before, model::toString);
            before = score;
        }
        assertEquals(MODELS, runs.size());
    }
}
