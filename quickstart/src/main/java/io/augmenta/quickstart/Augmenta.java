package io.augmenta.quickstart;

import io.augmenta.quickstart.command.AugmentaCommand;
import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * The {@code augmenta} command. The command line is read before anything is started, so that help and complaints come at
 * once.
 */
@QuarkusMain
public final class Augmenta {

    private Augmenta() {}

    /** Runs a command and ends the process with its status. */
    public static void main(String... arguments) {
        System.exit(AugmentaCommand.commandLine().execute(arguments));
    }
}
