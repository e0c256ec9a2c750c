package io.augmenta.quickstart.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The option {@code --kafka}. */
final class KafkaOption {

    private KafkaOption() {}

    static void check(CommandSpec spec, String kafka) {
        if (!kafka.matches("[^:,\\s]+:\\d+(,[^:,\\s]+:\\d+)*")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--kafka must be HOST:PORT, or several of them separated by commas, but is " + kafka);
        }
    }
}
