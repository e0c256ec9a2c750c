package io.augmenta.quickstart.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * Commands in one folder, each in a process of its own.
 *
 * @param folder where they work
 */
record Commands(Path folder) {

    static final int ENDED_BY_SIGINT = 130;

    CommandProcess start(String... arguments) throws IOException {
        return CommandProcess.start(folder, arguments);
    }

    /** A demo of a few seconds; options given later win. */
    CommandProcess small(String... arguments) throws IOException {
        List<String> options = new ArrayList<>(List.of(arguments));
        options.addAll(List.of("--phantoms", "14", "--image-size", "32"));
        if (!options.contains("--classifier-parameter")) {
            options.addAll(List.of("--classifier-parameter", "epochs=2"));
        }
        if (!options.contains("--epochs")) {
            options.addAll(List.of("--epochs", "2"));
        }
        for (String parameter : List.of("batch-size=8", "latent=16", "critic-steps=2")) {
            options.addAll(List.of("--parameter", parameter));
        }
        if (!options.contains("width=0")) {
            options.addAll(List.of("--parameter", "width=8"));
        }
        return start(options.toArray(String[]::new));
    }

    /** Interrupts a command once the evaluator, and not only whoever asks it, is in the evaluation. */
    static void interruptInItsEvaluation(CommandProcess endless) throws Exception {
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .until(() -> endless.output().contains("evaluate: baseline") || endless.ended());
        endless.interrupt();
        assertEquals(ENDED_BY_SIGINT, endless.awaitEnd(Duration.ofMinutes(1)), endless::output);
    }

    /** Which would not end if another evaluation had to end before. */
    void evaluateBriefly() throws Exception {
        String[] arguments = {
            "evaluate",
            "--work",
            "kept",
            "--no-controls",
            "--evaluation-seeds",
            "1",
            "--classifier-parameter",
            "epochs=1"
        };
        try (CommandProcess brief = start(arguments)) {
            assertEquals(0, brief.awaitEnd(Duration.ofMinutes(3)), brief::output);
        }
    }
}
