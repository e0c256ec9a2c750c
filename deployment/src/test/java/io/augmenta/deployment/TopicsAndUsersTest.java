package io.augmenta.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.augmenta.contracts.Topic;
import io.augmenta.contracts.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Topics, users and scalers of the manifests, against {@code Topics} and what the services do with them. */
class TopicsAndUsersTest {
    /** What the provisioner leaves for the key and the headers of a record. */
    private static final int OVERHEAD_BYTES = 64 << 10;

    @Test
    void strimziMakesTheTopicsOfTheCodeWithWhatTheyNeed() throws Exception {
        Set<String> expected = new TreeSet<>();
        for (Topic<?> topic : Topics.all()) {
            assertTopic(topic, topic.name(), topic.partitions(), policy(topic));
            assertTopic(topic, topic.deadLetters(), 1, "delete");
            expected.addAll(List.of(topic.name(), topic.deadLetters()));
        }
        assertEquals(expected, names(Kustomize.objects("overlays/strimzi", "KafkaTopic")));
    }

    private static void assertTopic(Topic<?> topic, String name, int leastPartitions, String policy)
            throws IOException {
        JsonNode spec = Kustomize.object("overlays/strimzi", "KafkaTopic", name).path("spec");
        assertEquals(policy, spec.at("/config/cleanup.policy").asText(), name);
        assertEquals(-1, spec.at("/config/retention.ms").asInt(), name);
        assertEquals(-1, spec.at("/config/retention.bytes").asInt(), name);
        assertEquals(
                topic.maxRecordBytes() + OVERHEAD_BYTES,
                spec.at("/config/max.message.bytes").asInt(),
                name);
        int partitions = spec.path("partitions").asInt();
        // more partitions are for more processes; where the order over all keys counts there is one
        assertTrue(leastPartitions == 1 ? partitions == 1 : partitions >= leastPartitions, name);
    }

    private static String policy(Topic<?> topic) {
        return topic.retention() == Topic.Retention.LATEST_PER_KEY ? "compact" : "delete";
    }

    @Test
    void theBrokersTakeTheLargestRecord() throws Exception {
        int largest =
                Topics.all().stream().mapToInt(Topic::maxRecordBytes).max().orElseThrow() + OVERHEAD_BYTES;
        JsonNode config =
                Kustomize.object("overlays/strimzi", "Kafka", "augmenta").at("/spec/kafka/config");
        assertTrue(config.path("replica.fetch.max.bytes").asInt() >= largest, config.toString());
    }

    @ParameterizedTest
    @EnumSource
    void aServiceMayReachTheTopicsAndGroupsThatItUsesAndNoOthers(Service service) throws Exception {
        JsonNode user = Kustomize.object("overlays/strimzi", "KafkaUser", service.moduleName());
        Set<String> used = new TreeSet<>(service.consumedTopics());
        for (String constant : service.topicConstants()) {
            used.add(topic(constant).name());
        }
        Set<String> readable = granted(user, "topic", "literal", "Read");
        Set<String> allowed = new TreeSet<>(readable);
        allowed.addAll(granted(user, "topic", "literal", "Write"));

        Set<String> deadLetters = new TreeSet<>(service.deadLetters());
        if (service == Service.INGEST) {
            // by name, as there is no channel
            deadLetters.add(Topics.IMAGE_BATCHES.deadLetters());
        }
        Set<String> missing = new TreeSet<>(used);
        missing.addAll(deadLetters);
        missing.removeAll(allowed);
        assertEquals(Set.of(), missing, "is used and not allowed");
        allowed.removeAll(used);
        allowed.removeAll(deadLetters);
        allowed.retainAll(usedByAny());
        // images are read by the ranges of a version
        boolean readsVersions = used.contains(Topics.DATASETS.name());
        assertEquals(
                Set.of(),
                allowed.stream()
                        .filter(topic -> !readsVersions || !topic.equals(Topics.IMAGE_BATCHES.name()))
                        .collect(Collectors.toSet()),
                "is allowed and not used");
        assertTrue(readable.containsAll(service.consumedTopics()));
        assertEquals(service.consumerGroups(), granted(user, "group", "literal", "Read"));
        assertEquals(Set.of("augmenta."), granted(user, "topic", "prefix", "Create"));
    }

    /** Without topics that are there before any service uses them. */
    private static Set<String> usedByAny() throws Exception {
        Set<String> used = new TreeSet<>();
        for (Service service : Service.values()) {
            used.addAll(service.consumedTopics());
            used.addAll(service.deadLetters());
            for (String constant : service.topicConstants()) {
                used.add(topic(constant).name());
            }
        }
        return used;
    }

    @Test
    void kedaLooksAtTheGroupsAndTopicsThatTheServicesHave() throws Exception {
        for (String build : List.of("overlays/keda", "overlays/all")) {
            assertScaler(Kustomize.object(build, "ScaledJob", "trainer-service"), Service.TRAINER);
            assertScaler(Kustomize.object(build, "ScaledObject", "generator-service"), Service.GENERATOR);
        }
        JsonNode scaler = Kustomize.object("overlays/strimzi", "KafkaUser", "scaler");
        Set<String> groups = new TreeSet<>(Service.TRAINER.consumerGroups());
        groups.addAll(Service.GENERATOR.consumerGroups());
        assertEquals(groups, granted(scaler, "group", "literal", "Describe"));
    }

    private static void assertScaler(JsonNode scaled, Service service) throws IOException {
        JsonNode trigger = scaled.at("/spec/triggers/0/metadata");
        assertEquals(
                service.consumerGroups(), Set.of(trigger.path("consumerGroup").asText()));
        assertEquals(service.consumedTopics(), Set.of(trigger.path("topic").asText()));
        int partitions = Kustomize.object(
                        "overlays/strimzi", "KafkaTopic", trigger.path("topic").asText())
                .at("/spec/partitions")
                .asInt();
        // a consumer beyond the last partition would have nothing to do
        assertTrue(scaled.at("/spec/maxReplicaCount").asInt() <= partitions);
    }

    private static Topic<?> topic(String constant) throws ReflectiveOperationException {
        return (Topic<?>) Topics.class.getField(constant).get(null);
    }

    private static Set<String> granted(JsonNode user, String type, String pattern, String operation) {
        Set<String> granted = new TreeSet<>();
        for (JsonNode acl : user.at("/spec/authorization/acls")) {
            List<String> operations = new ArrayList<>();
            acl.path("operations").forEach(one -> operations.add(one.asText()));
            JsonNode resource = acl.path("resource");
            if (resource.path("type").asText().equals(type)
                    && resource.path("patternType").asText("literal").equals(pattern)
                    && operations.contains(operation)) {
                granted.add(resource.path("name").asText());
            }
        }
        return granted;
    }

    private static Set<String> names(List<JsonNode> objects) {
        return objects.stream()
                .map(object -> object.at("/metadata/name").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
