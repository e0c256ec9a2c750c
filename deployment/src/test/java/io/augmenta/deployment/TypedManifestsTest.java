package io.augmenta.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.AnyGetterWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerBuilder;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import io.fabric8.kubernetes.client.CustomResource;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every object of every build, against the types that its makers publish; fields that these do not know are refused. */
class TypedManifestsTest {
    private static final String STRIMZI = "kafka.strimzi.io";
    private static final Map<String, Class<? extends CustomResource<?, ?>>> STRIMZI_KINDS = Map.of(
            "Kafka", Kafka.class,
            "KafkaNodePool", KafkaNodePool.class,
            "KafkaTopic", KafkaTopic.class,
            "KafkaUser", KafkaUser.class);

    private final ObjectMapper strict = strict();

    static List<String> builds() throws IOException {
        return Kustomize.builds();
    }

    @ParameterizedTest
    @MethodSource("builds")
    void objectsAreOfTheTypesOfKubernetesKedaAndThePrometheusOperator(String build) {
        String manifests = Kustomize.text(build);
        if (!Kustomize.onPath("node") || !Files.isDirectory(Kustomize.PROJECT.resolve("k8s/check/node_modules"))) {
            throw Kustomize.missing("there is no node, or no k8s/check/node_modules: npm ci --prefix k8s/check");
        }
        String said = Kustomize.run(
                List.of("node", Kustomize.PROJECT.resolve("k8s/check/check.mjs").toString(), "--except", STRIMZI),
                Optional.of(manifests));
        assertTrue(said.matches("(?s)[1-9][0-9]* objects checked, 0 problems\\s*"), said);
    }

    @ParameterizedTest
    @MethodSource("builds")
    void objectsOfStrimziAreOfItsTypes(String build) throws IOException {
        int checked = 0;
        for (JsonNode object : Kustomize.objects(build)) {
            if (object.path("apiVersion").asText().startsWith(STRIMZI + "/")) {
                assertEquals(List.of(), unknownToStrimzi(object), () -> object.at("/metadata/name")
                        .asText());
                checked++;
            }
        }
        boolean expected = build.equals("overlays/strimzi") || build.equals("overlays/all");
        assertEquals(expected, checked > 0, build);
    }

    @Test
    void aFieldThatStrimziDoesNotKnowIsFound() throws IOException {
        JsonNode topic = Kustomize.YAML.readTree("""
                apiVersion: kafka.strimzi.io/v1
                kind: KafkaTopic
                metadata: {name: a, lables: {}}
                spec: {partitions: 1, replica: 3, config: {anything: goes}}
                """);
        assertEquals(List.of("/metadata/lables", "/spec/replica"), unknownToStrimzi(topic));
        ObjectNode mistyped = topic.deepCopy();
        mistyped.withObject("/spec").put("partitions", "many");
        assertThrows(IOException.class, () -> unknownToStrimzi(mistyped));
    }

    private List<String> unknownToStrimzi(JsonNode object) throws IOException {
        String kind = object.path("kind").asText();
        Class<? extends CustomResource<?, ?>> type = Optional.ofNullable(STRIMZI_KINDS.get(kind))
                .orElseThrow(() -> new AssertionError("no type for " + kind));
        assertEquals(STRIMZI + "/v1", object.path("apiVersion").asText());
        List<String> missing = new ArrayList<>();
        collectMissing(object, strict.valueToTree(strict.treeToValue(object, type)), "", missing);
        return missing;
    }

    /** What the type did not give back it does not know. */
    private static void collectMissing(JsonNode given, JsonNode back, String path, List<String> missing) {
        if (given.isObject()) {
            given.properties().forEach(field -> {
                String fieldPath = path + "/" + field.getKey();
                if (!back.has(field.getKey())) {
                    missing.add(fieldPath);
                } else {
                    collectMissing(field.getValue(), back.get(field.getKey()), fieldPath, missing);
                }
            });
        } else if (given.isArray()) {
            for (int i = 0; i < given.size(); i++) {
                collectMissing(given.get(i), back.path(i), path + "/" + i, missing);
            }
        }
    }

    /** The types keep unknown fields aside and write them out again; this one does not write them. */
    private static ObjectMapper strict() {
        ObjectMapper mapper = new ObjectMapper();
        mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        mapper.registerModule(new SimpleModule().setSerializerModifier(new BeanSerializerModifier() {
            private static final long serialVersionUID = 1L;

            @Override
            public BeanSerializerBuilder updateBuilder(
                    SerializationConfig config, BeanDescription bean, BeanSerializerBuilder builder) {
                builder.setAnyGetter(null);
                builder.setProperties(builder.getProperties().stream()
                        .filter(property -> !(property instanceof AnyGetterWriter))
                        .toList());
                return builder;
            }
        }));
        return mapper;
    }
}
