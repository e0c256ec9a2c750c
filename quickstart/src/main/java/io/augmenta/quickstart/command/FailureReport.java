package io.augmenta.quickstart.command;

import io.augmenta.quickstart.comparison.ComparisonException;
import io.augmenta.quickstart.platform.PlatformException;
import io.augmenta.quickstart.study.StudyFailedException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Failures that a person can do something about become one line; others are faults of ours and keep their trace. */
final class FailureReport implements IExecutionExceptionHandler {

    /** Exit status when something failed. */
    static final int FAILED = 1;

    @Override
    public int handleExecutionException(Exception failure, CommandLine commandLine, ParseResult parsed) {
        if (expected(failure)) {
            commandLine.getErr().println("augmenta: " + failure.getMessage());
        } else {
            commandLine.getErr().println("augmenta: unexpected failure, please report it with what follows");
            failure.printStackTrace(commandLine.getErr());
        }
        commandLine.getErr().flush();
        return FAILED;
    }

    private static boolean expected(Exception failure) {
        return failure instanceof CommandFailedException
                || failure instanceof PlatformException
                || failure instanceof StudyFailedException
                || failure instanceof ComparisonException;
    }
}
