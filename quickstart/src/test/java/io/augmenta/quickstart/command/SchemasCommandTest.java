package io.augmenta.quickstart.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augmenta.contracts.GenerationFailed;
import io.augmenta.contracts.wire.EventCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemasCommandTest {

    @Test
    void everySchemaIsAFileThatTheIndexLeadsToFromTheFirstBytesOfARecord(@TempDir Path folder) throws Exception {
        Path schemas = folder.resolve("new/schemas");

        CommandRun run = CommandRun.of("schemas", "--to", schemas.toString());

        assertEquals(0, run.exitStatus());
        JsonNode index =
                new ObjectMapper().readTree(schemas.resolve("schemas.json").toFile());
        try (Stream<Path> files = Files.list(schemas)) {
            assertEquals(index.size() + 1, files.count());
        }
        String header = HexFormat.of().formatHex(EventCodec.encode(new GenerationFailed("r", "none")), 0, 10);
        List<JsonNode> meant = index.findParents("header").stream()
                .filter(entry -> entry.path("header").asText().equals(header))
                .toList();
        assertEquals(1, meant.size());
        assertEquals("GenerationFailed.1.avsc", meant.get(0).path("file").asText());
        assertEquals(
                "augmenta.synthetic-batches.v1",
                meant.get(0).path("topics").get(0).asText());
        JsonNode schema = new ObjectMapper()
                .readTree(schemas.resolve("GenerationFailed.1.avsc").toFile());
        assertTrue(schema.path("fields").findValuesAsText("name").contains("reason"));
    }
}
