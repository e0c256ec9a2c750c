package io.augmenta.quickstart.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option {@code --kafka} of commands that start a broker where none is given. */
@SuppressWarnings("NullAway.Init") // picocli fills in the option
final class KafkaOption {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "Use this broker instead of starting one. Its topics are created when they are missing.")
    private @Nullable String bootstrapServers;

    void check() {
        if (bootstrapServers != null) {
            OptionChecks.requireBroker(spec, bootstrapServers);
        }
    }

    /** The broker to use; null where one is to be started. */
    @Nullable String bootstrapServers() {
        return bootstrapServers;
    }
}
