package io.augmenta.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The services, as their code and their settings say they are. */
enum Service {
    INGEST,
    TRAINER,
    GENERATOR,
    EVALUATOR,
    AUGMENTATION;

    private static final Pattern GROUP_CONSTANT = Pattern.compile("GROUP = \"(augmenta-[a-z-]+)\"");
    private static final Pattern TOPIC_CONSTANT = Pattern.compile("Topics\\.([A-Z_]+)");

    /** Of its module, image, Deployment, Service and user. */
    String moduleName() {
        return name().toLowerCase(Locale.ROOT) + "-service";
    }

    int port() throws IOException {
        return Integer.parseInt(settings().getProperty("quarkus.http.port"));
    }

    /** Those of its channels, and those that its code names. */
    Set<String> consumerGroups() throws IOException {
        Set<String> groups = valuesOf("\\.group\\.id");
        for (Path source : sources(Kustomize.PROJECT.resolve(moduleName()).resolve("src/main/java"))) {
            GROUP_CONSTANT.matcher(Files.readString(source)).results().forEach(found -> groups.add(found.group(1)));
        }
        return groups;
    }

    Set<String> consumedTopics() throws IOException {
        return valuesOf("mp\\.messaging\\.incoming\\.[^.]+\\.topic");
    }

    Set<String> deadLetters() throws IOException {
        return valuesOf("dead-letter-queue\\.topic");
    }

    /** The names of the constants of {@code Topics} that its code mentions. */
    Set<String> topicConstants() throws IOException {
        Set<String> constants = new TreeSet<>();
        for (Path source : sources(Kustomize.PROJECT.resolve(moduleName()).resolve("src/main/java"))) {
            TOPIC_CONSTANT.matcher(Files.readString(source)).results().forEach(found -> constants.add(found.group(1)));
        }
        return constants;
    }

    static List<String> moduleNames() {
        return Arrays.stream(values()).map(Service::moduleName).toList();
    }

    static List<Path> sources(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private Set<String> valuesOf(String keyPattern) throws IOException {
        Properties settings = settings();
        Pattern pattern = Pattern.compile(keyPattern + "$");
        return settings.stringPropertyNames().stream()
                .filter(key -> pattern.matcher(key).find())
                .map(settings::getProperty)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Properties settings() throws IOException {
        Properties settings = new Properties();
        Path file = Kustomize.PROJECT.resolve(moduleName()).resolve("src/main/resources/application.properties");
        try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
            settings.load(reader);
        }
        return settings;
    }
}
