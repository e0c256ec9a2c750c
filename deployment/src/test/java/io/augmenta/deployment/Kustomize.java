package io.augmenta.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Manifests as {@code kustomize build}, or {@code kubectl kustomize} where there is no kustomize, makes them of {@code k8s/}. Where there
 * is neither, tests are skipped and say so, unless {@code -Ddeployment.tools=required}.
 */
final class Kustomize {
    static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    static final YAMLMapper YAML = new YAMLMapper(new YAMLFactory());

    private static final Path MANIFESTS = PROJECT.resolve("k8s");
    private static final List<List<String>> COMMANDS =
            List.of(List.of("kustomize", "build"), List.of("kubectl", "kustomize"));
    private static final ConcurrentMap<String, String> BUILT = new ConcurrentHashMap<>();

    private Kustomize() {}

    /** All that can be built: {@code base}, {@code overlays/all}, … */
    static List<String> builds() throws IOException {
        try (var overlays = Files.list(MANIFESTS.resolve("overlays"))) {
            return Stream.concat(Stream.of("base"), overlays.map(overlay -> "overlays/" + overlay.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    /** The text of all objects. */
    static String text(String what) {
        return BUILT.computeIfAbsent(what, Kustomize::build);
    }

    static List<JsonNode> objects(String what) throws IOException {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text(what))) {
            return documents.readAll();
        }
    }

    static List<JsonNode> objects(String what, String kind) throws IOException {
        return objects(what).stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .toList();
    }

    static JsonNode object(String what, String kind, String name) throws IOException {
        return objects(what, kind).stream()
                .filter(object -> object.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(what + " has no " + kind + " " + name));
    }

    private static String build(String what) {
        List<String> command = COMMANDS.stream()
                .filter(candidate -> onPath(candidate.get(0)))
                .findFirst()
                .orElseThrow(() -> missing("neither kustomize nor kubectl is on the PATH"));
        return run(
                List.of(command.get(0), command.get(1), MANIFESTS.resolve(what).toString()), Optional.empty());
    }

    /** What is to be thrown: it skips the test, or fails it where tools are required. */
    static RuntimeException missing(String reason) {
        if ("required".equals(System.getProperty("deployment.tools"))) {
            throw new AssertionError(reason);
        }
        System.err.println("skipped: " + reason);
        return abort(reason);
    }

    static boolean onPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(path)
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Runs a program to its end; what it says is its answer, and what it says on standard error is the failure's text. */
    static String run(List<String> command, Optional<String> input) {
        try {
            Path errors = Files.createTempFile(Path.of("target"), "errors", ".txt");
            Path given = Files.writeString(Files.createTempFile(Path.of("target"), "input", ".txt"), input.orElse(""));
            Path said = Files.createTempFile(Path.of("target"), "said", ".txt");
            Process process = new ProcessBuilder(command)
                    .redirectInput(given.toFile())
                    .redirectOutput(said.toFile())
                    .redirectError(errors.toFile())
                    .start();
            try {
                assertTrue(process.waitFor(2, TimeUnit.MINUTES), () -> command + " does not end");
            } finally {
                process.destroyForcibly();
            }
            assertEquals(0, process.exitValue(), () -> command + ": " + read(errors));
            return read(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
