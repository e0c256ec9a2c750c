package io.augmenta.quickstart.command;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is not understood is told in a line, which a screenful of options would only hide. */
final class Complaint implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException complaint, String[] arguments) {
        CommandLine command = complaint.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(complaint.getMessage());
        UnmatchedArgumentException.printSuggestions(complaint, err);
        if (command.getParent() == null) {
            command.usage(err);
        } else {
            err.println("'" + command.getCommandSpec().qualifiedName() + " --help' tells what is possible.");
        }
        err.flush();
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }
}
