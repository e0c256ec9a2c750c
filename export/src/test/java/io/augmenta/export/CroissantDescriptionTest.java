package io.augmenta.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CroissantDescriptionTest {
    private final Path folder;

    CroissantDescriptionTest(@TempDir Path parent) {
        folder = parent.resolve("out");
    }

    private JsonNode export(ExportContents contents, SplitLayout layout) throws IOException {
        List<SyntheticShare> shares =
                contents == ExportContents.REAL ? List.of() : List.of(Samples.share("topup-1", 3));
        try (FolderTarget target = FolderTarget.open(folder, false)) {
            new Export(Samples.plan(contents, layout, shares), Samples.log(), target, Samples.unobserved()).run();
        }
        return new ObjectMapper().readTree(folder.resolve("croissant.json").toFile());
    }

    @ParameterizedTest
    @EnumSource(ExportContents.class)
    void theDescriptionIsWhatTheSpecificationDemands(ExportContents contents) throws IOException {
        export(contents, SplitLayout.FOLDERS);

        assertEquals(List.of(), CroissantCheck.complaints(Files.readAllBytes(folder.resolve("croissant.json"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "\"license\" ~ \"licence\" ~ missing https://schema.org/license",
                "\"references\" : { ~ \"refers\" : { ~ unknown term https://schema.org/refers",
                "\"cr:FileSet\" ~ \"cr:FileSets\" ~ unknown term http://mlcommons.org/croissant/FileSets",
                "\"@id\" : \"classes/name\" ~ \"@id\" : \"klasses/name\" ~ klasses/name",
                "\"filename\" ~ \"fileName\" ~ extracts",
                "croissant/1.0\" ~ croissant/2.0\" ~ conforms to",
                "\"sha256\" : \" ~ \"sha256\" : \"x ~ has no sha256",
                "\"recordSet\" : \"cr:recordSet\", ~ '' ~ unknown term https://schema.org/recordSet"
            })
    void theCheckFindsWhatIsWrong(String right, String wrong, String complaint) throws IOException {
        export(ExportContents.MIXED, SplitLayout.FOLDERS);
        String description = Files.readString(folder.resolve("croissant.json"));
        assertTrue(description.contains(right), description);

        // the context, which may hold the same words, stays as it is unless it is meant
        int from = right.contains("cr:recordSet") ? 0 : description.indexOf("\"@type\" : \"sc:Dataset\"");
        String broken =
                description.substring(0, from) + description.substring(from).replaceFirst(Pattern.quote(right), wrong);
        List<String> complaints = CroissantCheck.complaints(broken.getBytes(UTF_8));

        assertTrue(complaints.stream().anyMatch(told -> told.contains(complaint)), complaints::toString);
    }

    @ParameterizedTest
    @EnumSource(SplitLayout.class)
    void aLoaderThatFollowsTheDescriptionFindsEveryImageOnceWithItsRow(SplitLayout layout) throws IOException {
        JsonNode description = export(ExportContents.MIXED, layout);

        Map<String, CSVRecord> rows = rowsById();
        Pattern idInName = Pattern.compile(
                field(description, "images/id").at("/source/transform/regex").asText());
        Set<String> found = new HashSet<>();
        for (Path file : filesOf(description)) {
            Matcher name = idInName.matcher(file.getFileName().toString());
            assertTrue(name.matches(), file::toString);
            CSVRecord row = rows.get(name.group(1));
            assertEquals(folder.relativize(file).toString().replace('\\', '/'), row.get("file_name"));
            found.add(name.group(1));
        }
        assertEquals(24, found.size());
        assertEquals(rows.keySet(), found);
    }

    private Map<String, CSVRecord> rowsById() throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        Map<String, CSVRecord> rows = new HashMap<>();
        try (CSVParser table = CSVParser.parse(Files.newBufferedReader(folder.resolve("metadata.csv")), format)) {
            table.forEach(row -> rows.put(row.get("id"), row));
        }
        return rows;
    }

    private List<Path> filesOf(JsonNode description) throws IOException {
        List<PathMatcher> patterns = new ArrayList<>();
        for (JsonNode resource : description.path("distribution")) {
            resource.path("includes")
                    .forEach(pattern ->
                            patterns.add(FileSystems.getDefault().getPathMatcher("glob:" + pattern.asText())));
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> patterns.stream().anyMatch(pattern -> pattern.matches(folder.relativize(file))))
                    .toList();
        }
    }

    private static JsonNode field(JsonNode description, String id) {
        for (JsonNode records : description.path("recordSet")) {
            for (JsonNode field : records.path("field")) {
                if (field.path("@id").asText().equals(id)) {
                    return field;
                }
            }
        }
        throw new AssertionError("no field " + id);
    }

    @Test
    void everyColumnOfTheTableIsAFieldAndTheOtherWayRound() throws IOException {
        JsonNode description = export(ExportContents.MIXED, SplitLayout.FOLDERS);

        List<String> columns = new ArrayList<>();
        for (JsonNode records : description.path("recordSet")) {
            for (JsonNode field : records.path("field")) {
                for (String place : List.of("source", "references")) {
                    JsonNode column = field.at("/" + place + "/extract/column");
                    if (!column.isMissingNode()) {
                        columns.add(column.asText());
                    }
                }
            }
        }
        String header;
        try (Stream<String> lines = Files.lines(folder.resolve("metadata.csv"))) {
            header = lines.findFirst().orElseThrow();
        }
        assertEquals(Set.of(header.split(",")), Set.copyOf(columns));
        assertEquals(columns.size(), Set.copyOf(columns).size());
    }

    @Test
    void filesHaveTheDigestsThatAreTold() throws Exception {
        JsonNode description = export(ExportContents.MIXED, SplitLayout.FOLDERS);

        int files = 0;
        for (JsonNode resource : description.path("distribution")) {
            if (resource.path("@type").asText().equals("cr:FileObject")) {
                Path file = folder.resolve(resource.path("contentUrl").asText());
                assertEquals(
                        Export.FileFacts.of(Files.readAllBytes(file)).sha256(),
                        resource.path("sha256").asText());
                assertEquals(
                        Files.size(file) + " B", resource.path("contentSize").asText());
                files++;
            }
        }
        assertEquals(2, files);
    }

    @Test
    void aLicenceThatNobodyNamedIsSaidToBeUnknown() throws IOException {
        JsonNode description = export(ExportContents.REAL, SplitLayout.FOLDERS);

        assertEquals("not known", description.path("license").path("name").asText());
        assertEquals("2.0.0+4a3f9c21d0e5b678", description.path("version").asText());
        String card = Files.readString(folder.resolve("README.md"));
        assertTrue(card.contains("license: \"unknown\""), card);
        assertTrue(card.contains("Not known: nobody has said under which licence"), card);
    }
}
