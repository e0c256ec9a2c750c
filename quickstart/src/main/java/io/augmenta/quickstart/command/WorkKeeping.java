package io.augmenta.quickstart.command;

import io.augmenta.quickstart.platform.WorkFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The work folder of a command that can be gone on with: one made for a single run is deleted when all is done, and stays
 * when there is something left to do.
 */
record WorkKeeping(WorkFolder folder, List<String> arguments) {

    private static final String OPTION = "--work";

    /** Takes the folder that was asked for, or makes one. */
    static WorkKeeping of(@Nullable Path work, CommandSpec spec) throws CommandFailedException {
        try {
            WorkFolder folder = work == null ? WorkFolder.forOneRun() : WorkFolder.at(work);
            return new WorkKeeping(folder, spec.commandLine().getParseResult().originalArgs());
        } catch (IOException e) {
            throw new CommandFailedException("a folder for this run cannot be made: " + e, e);
        }
    }

    /** The command line that goes on where this one was stopped. */
    String sameCommandAgain() {
        List<String> words = new ArrayList<>(List.of("augmenta"));
        words.addAll(arguments);
        if (folder.temporary()) {
            words.addAll(List.of(OPTION, folder.root().toString()));
        }
        return words.stream().map(WorkKeeping::quoted).collect(Collectors.joining(" "));
    }

    /** A line that says how a checkpoint that was left in the folder can be evaluated. */
    String howToEvaluate(String option, String value) {
        if (folder.temporary()) {
            return "To have a checkpoint for 'augmenta evaluate', keep it by " + OPTION + " DIR";
        }
        List<String> words =
                List.of("augmenta", "evaluate", OPTION, folder.root().toString(), option, value);
        return "To evaluate it: " + words.stream().map(WorkKeeping::quoted).collect(Collectors.joining(" "));
    }

    /** As a shell takes it for one word. */
    private static String quoted(String word) {
        return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
