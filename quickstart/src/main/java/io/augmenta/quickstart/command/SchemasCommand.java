package io.augmenta.quickstart.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.augmenta.contracts.wire.EventSchemas;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the schemas of all events, for programs that read the topics themselves. */
@Command(
        name = "schemas",
        description = {
            "Writes the Avro schemas of all events, for consumers of the topics: EVENT.N.avsc for every one that was ever "
                    + "released, and schemas.json, which tells for each the topics and the ten bytes that its records begin with.",
            ""
        },
        sortOptions = false,
        usageHelpAutoWidth = true,
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footer = {"", "Example: augmenta schemas --to schemas"})
@SuppressWarnings("NullAway.Init") // picocli fills in the options
final class SchemasCommand implements Callable<Integer> {
    private static final String INDEX = "schemas.json";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "DIR",
            description = "The folder, which is made where needed.")
    private Path to;

    @Override
    public Integer call() throws CommandFailedException {
        List<EventSchemas.Published> schemas = EventSchemas.all();
        try {
            Files.createDirectories(to);
            for (EventSchemas.Published schema : schemas) {
                Files.writeString(to.resolve(schema.fileName()), schema.json() + "\n", UTF_8);
            }
            Files.write(to.resolve(INDEX), index(schemas));
        } catch (IOException e) {
            throw new CommandFailedException("the schemas cannot be written to " + to + ": " + e, e);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(schemas.size() + " schemas and " + INDEX + " in "
                + to.toAbsolutePath().normalize());
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private static byte[] index(List<EventSchemas.Published> schemas) throws IOException {
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ArrayNode index = json.createArrayNode();
        for (EventSchemas.Published schema : schemas) {
            ObjectNode entry = index.addObject()
                    .put("file", schema.fileName())
                    .put("event", schema.event())
                    .put("number", schema.number())
                    .put("header", schema.header());
            schema.topics().forEach(entry.putArray("topics")::add);
        }
        return json.writeValueAsBytes(index);
    }
}
