package io.augmenta.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.augmenta.evaluator.configuration.EvaluatorConfiguration;
import io.augmenta.generator.configuration.GeneratorConfiguration;
import io.augmenta.ingest.configuration.IngestConfiguration;
import io.augmenta.trainer.configuration.TrainerConfiguration;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The variables of the environment that manifests, compose file and images set, against the settings that the services have. */
class SettingsTest {
    private static final Pattern LITERAL = Pattern.compile("\"(augmenta\\.[a-z0-9.-]*[a-z0-9])\"");
    private static final Pattern OF_STORE = Pattern.compile("PROPERTIES \\+ \"([a-z-]+)\"");

    /** Settings of the platform that are used on purpose, and what is none of the services' business. */
    private static final Set<String> OTHERS = Set.of(
            "JAVA_TOOL_OPTIONS",
            "QUARKUS_SHUTDOWN_TIMEOUT",
            "QUARKUS_HTTP_PORT",
            "HEALTH_PROBE_URL",
            "PYTORCH_LIBRARY_PATH",
            "PYTORCH_FLAVOR",
            "DJL_CACHE_DIR",
            "DJL_OFFLINE",
            "OPT_OUT_TRACKING",
            "MALLOC_ARENA_MAX",
            "MALLOC_TRIM_THRESHOLD_",
            "MALLOC_MMAP_THRESHOLD_",
            "OMP_WAIT_POLICY");

    static List<String> builds() throws IOException {
        return Kustomize.builds();
    }

    @ParameterizedTest
    @MethodSource("builds")
    void manifestsSetOnlyWhatTheServicesRead(String build) throws IOException {
        Set<String> set = new TreeSet<>();
        for (JsonNode object : Kustomize.objects(build)) {
            if (object.path("kind").asText().equals("ConfigMap")
                    && object.at("/metadata/name").asText().equals("augmenta")) {
                object.path("data").fieldNames().forEachRemaining(set::add);
            }
            object.findValues("env")
                    .forEach(env -> env.forEach(
                            variable -> set.add(variable.path("name").asText())));
        }
        assertFalse(set.isEmpty());
        assertEquals(Set.of(), unknown(set));
    }

    @Test
    void theComposeFilesSetOnlyWhatTheServicesRead() throws IOException {
        for (String file : List.of("docker-compose.yml", "docker-compose.gpu.yml", "containers/local/try.yml")) {
            JsonNode services = Kustomize.YAML
                    .readTree(Kustomize.PROJECT.resolve(file).toFile())
                    .path("services");
            for (String service : Service.moduleNames()) {
                Set<String> set = new TreeSet<>();
                services.path(service).path("environment").fieldNames().forEachRemaining(set::add);
                assertEquals(Set.of(), unknown(set), file + ": " + service);
            }
        }
    }

    @Test
    void theImagesSetOnlyWhatIsRead() throws IOException {
        Set<String> set = new TreeSet<>();
        String instruction = Pattern.compile("(?m)^ENV (?:.*\\\\\\n)*.*$")
                .matcher(Files.readString(Kustomize.PROJECT.resolve("containers/service.Dockerfile")))
                .results()
                .map(found -> found.group())
                .collect(Collectors.joining("\n"));
        Pattern.compile("([A-Z][A-Z0-9_]+)=(?!.*^ENV)")
                .matcher(instruction)
                .results()
                .forEach(found -> set.add(found.group(1)));
        assertTrue(set.contains("PYTORCH_LIBRARY_PATH"));
        assertEquals(Set.of(), unknown(set));
    }

    @Test
    void aSettingThatNobodyReadsIsFound() throws IOException {
        assertEquals(
                Set.of("AUGMENTA_TRAINER_DEVISE", "KAFKA_SECURITY_PROTOCOLS"),
                unknown(Set.of(
                        "AUGMENTA_TRAINER_DEVISE",
                        "KAFKA_SECURITY_PROTOCOLS",
                        "AUGMENTA_TRAINER_DEVICE",
                        "AUGMENTA_EVALUATOR_GATE_UTILITY_LEAST_GAIN",
                        "KAFKA_SASL_JAAS_CONFIG")));
    }

    private static Set<String> unknown(Set<String> set) throws IOException {
        Set<String> unknown = new TreeSet<>(set);
        unknown.removeAll(OTHERS);
        unknown.removeIf(SettingsTest::ofOpenTelemetry);
        unknown.removeAll(known());
        return unknown;
    }

    /** OpenTelemetry's own are read by it; {@link TracingTest} sees that it does. */
    private static boolean ofOpenTelemetry(String variable) {
        return variable.startsWith("OTEL_");
    }

    /** As variables of the environment. */
    private static Set<String> known() throws IOException {
        Set<String> known = new TreeSet<>();
        Map.of(
                        "augmenta.ingest", IngestConfiguration.class,
                        "augmenta.trainer", TrainerConfiguration.class,
                        "augmenta.generator", GeneratorConfiguration.class,
                        "augmenta.evaluator", EvaluatorConfiguration.class)
                .forEach((prefix, type) -> ConfigMappings.getProperties(ConfigClass.configClass(type, prefix))
                        .keySet()
                        .forEach(name -> known.add(variable(name))));
        for (String module : Stream.concat(Service.moduleNames().stream(), Stream.of("artifacts", "telemetry"))
                .toList()) {
            for (Path source : Service.sources(Kustomize.PROJECT.resolve(module).resolve("src/main/java"))) {
                String text = Files.readString(source);
                LITERAL.matcher(text).results().forEach(found -> known.add(variable(found.group(1))));
                OF_STORE.matcher(text)
                        .results()
                        .forEach(found -> known.add(variable("augmenta.artifacts.s3." + found.group(1))));
            }
        }
        Stream.concat(ConsumerConfig.configNames().stream(), ProducerConfig.configNames().stream())
                .forEach(name -> known.add(variable("kafka." + name)));
        return known;
    }

    private static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
