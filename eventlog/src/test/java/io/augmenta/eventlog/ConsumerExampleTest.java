package io.augmenta.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.Bytes;
import io.augmenta.contracts.GenerationCompleted;
import io.augmenta.contracts.ImageBatch;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.Provenance;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.SyntheticBatch;
import io.augmenta.contracts.Topics;
import io.augmenta.contracts.wire.EventSchemas;
import io.augmenta.kafka.embedded.testing.TemporaryKafka;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example for other people's programs: compiled and run as they would, without any class of this project. */
class ConsumerExampleTest {
    private static final Path EXAMPLE =
            Path.of(System.getProperty("augmenta.project.root", ".."), "examples", "kafka-consumer");
    private static final Pattern LIBRARY = Pattern.compile(".*/(kafka-clients|avro|slf4j-api|jackson-[a-z]+"
            + "|commons-compress|lz4-java|zstd-jni|snappy-java)-([0-9][^/]*)\\.jar");

    private final Path folder;

    ConsumerExampleTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void theExampleReadsImagesOfBothKinds() throws Exception {
        List<String> libraries = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> LIBRARY.matcher(entry.replace('\\', '/')).matches())
                .toList();
        assertTrue(libraries.stream().noneMatch(entry -> entry.contains("augmenta")), libraries::toString);
        compile(libraries);
        writeSchemas();
        try (TemporaryKafka kafka = TemporaryKafka.start()) {
            publish(kafka.bootstrapServers());

            assertEquals(
                    List.of("glioma TRAIN 3x2 real", "none TEST 3x2 real"),
                    run(libraries, kafka.bootstrapServers(), Topics.IMAGE_BATCHES.name()));
            assertEquals(
                    List.of("# AvroGenerationCompleted", "glioma TRAIN 3x2 synthetic"),
                    run(libraries, kafka.bootstrapServers(), Topics.SYNTHETIC_BATCHES.name()));
        }
    }

    @Test
    void theExamplesProjectNamesTheLibrariesThatItIsTestedWith() throws IOException {
        String pom = Files.readString(EXAMPLE.resolve("pom.xml"));
        Map<String, String> versions = Stream.of(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> LIBRARY.matcher(entry.replace('\\', '/')))
                .filter(matcher -> matcher.matches())
                .collect(Collectors.toMap(matcher -> matcher.group(1), matcher -> matcher.group(2)));

        for (String library : List.of("kafka-clients", "avro")) {
            assertTrue(
                    pom.replaceAll("\\s", "")
                            .contains("<artifactId>" + library + "</artifactId><version>" + versions.get(library)
                                    + "</version>"),
                    () -> library + " " + versions.get(library));
        }
    }

    private void compile(List<String> libraries) {
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "--release",
                        "17",
                        "-Xlint:all,-processing,-classfile",
                        "-Werror",
                        "-proc:none",
                        "-cp",
                        String.join(File.pathSeparator, libraries),
                        "-d",
                        folder.resolve("classes").toString(),
                        EXAMPLE.resolve("src/main/java/ReadImages.java").toString());
        assertEquals(0, status);
    }

    private void writeSchemas() throws IOException {
        Path schemas = Files.createDirectories(folder.resolve("schemas"));
        for (EventSchemas.Published schema : EventSchemas.all()) {
            Files.writeString(schemas.resolve(schema.fileName()), schema.json());
        }
    }

    private static void publish(String bootstrapServers) throws Exception {
        Map<String, Object> properties = Map.of("bootstrap.servers", bootstrapServers);
        new TopicProvisioner(properties).ensure(Topics.all());
        Provenance provenance = new Provenance("run-e0001", "a".repeat(64), "wgan-gp", 7, 0, "test");
        try (EventPublisher publisher = new EventPublisher(properties, "/augmenta/test")) {
            publisher
                    .publish(
                            Topics.IMAGE_BATCHES,
                            new ImageBatch(
                                    "brains",
                                    "ingest",
                                    0,
                                    List.of(image(1, "glioma", Split.TRAIN, null), image(2, "none", Split.TEST, null))))
                    .get();
            publisher
                    .publish(
                            Topics.SYNTHETIC_BATCHES,
                            new SyntheticBatch(
                                    "request", "run-e0001", 0, List.of(image(3, "glioma", Split.TRAIN, provenance))))
                    .get();
            publisher
                    .publish(
                            Topics.SYNTHETIC_BATCHES,
                            new GenerationCompleted("request", "run-e0001", Map.of("glioma", 1), List.of()))
                    .get();
        }
    }

    private static LabelledImage image(int number, String label, Split split, @Nullable Provenance provenance) {
        String id = "%064x".formatted(number);
        return new LabelledImage(id, label, split, id, 1, 2, 3, Bytes.wrap(new byte[6]), Bytes.empty(), "", provenance);
    }

    /** What it prints, in alphabetic order, since partitions have none. */
    private List<String> run(List<String> libraries, String... arguments) throws Exception {
        Path output = folder.resolve("output.txt");
        String classes = folder.resolve("classes") + File.pathSeparator + String.join(File.pathSeparator, libraries);
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                classes,
                                "ReadImages",
                                arguments[0],
                                folder.resolve("schemas").toString()),
                        Arrays.stream(arguments).skip(1))
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(folder.resolve("errors.txt").toFile())
                .start();
        try {
            assertTrue(process.waitFor(2, TimeUnit.MINUTES), "it does not end");
        } finally {
            process.destroyForcibly();
        }
        assertEquals(0, process.exitValue(), () -> read(folder.resolve("errors.txt")));
        return Files.readAllLines(output, UTF_8).stream().sorted().toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
