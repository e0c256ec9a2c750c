package io.augmenta.quickstart.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** What a command line came to, run in this process. */
record CommandRun(int exitStatus, String out, String err) {

    static CommandRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine =
                AugmentaCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exitStatus = commandLine.execute(arguments);
        return new CommandRun(exitStatus, out.toString(), err.toString());
    }
}
