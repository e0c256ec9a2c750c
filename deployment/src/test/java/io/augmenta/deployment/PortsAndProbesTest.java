package io.augmenta.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ports, probes, limits and rights of the services' pods and containers. */
class PortsAndProbesTest {
    @ParameterizedTest
    @EnumSource
    void aPodAndItsServiceHaveThePortOfTheCode(Service service) throws IOException {
        JsonNode container = container(pod("base", service));
        assertEquals(service.port(), container.at("/ports/0/containerPort").asInt());
        assertEquals("http", container.at("/ports/0/name").asText());
        JsonNode of = Kustomize.object("base", "Service", service.moduleName()).path("spec");
        assertEquals(service.port(), of.at("/ports/0/port").asInt());
        assertEquals("http", of.at("/ports/0/targetPort").asText());
        assertEquals(
                service.moduleName(), of.at("/selector/app.kubernetes.io~1name").asText());
        assertEquals(
                "augmenta/" + service.moduleName() + ":" + version(),
                container.path("image").asText());
    }

    @ParameterizedTest
    @EnumSource
    void aPodIsAskedWhatTheServiceAnswersAndMayDoNothingThatItNeedNot(Service service) throws IOException {
        JsonNode pod = pod("base", service);
        JsonNode container = container(pod);
        Map.of("startupProbe", "started", "livenessProbe", "live", "readinessProbe", "ready")
                .forEach((probe, path) -> {
                    JsonNode asked = container.path(probe).path("httpGet");
                    assertEquals("/q/health/" + path, asked.path("path").asText());
                    assertEquals("http", asked.path("port").asText());
                });
        for (String what : List.of("cpu", "memory")) {
            assertTrue(container.at("/resources/requests").has(what), what);
            assertTrue(container.at("/resources/limits").has(what), what);
        }
        assertTrue(pod.at("/securityContext/runAsNonRoot").asBoolean());
        assertEquals(10001, pod.at("/securityContext/runAsUser").asInt());
        assertTrue(container.at("/securityContext/readOnlyRootFilesystem").asBoolean());
        assertEquals("ALL", container.at("/securityContext/capabilities/drop/0").asText());
        assertEquals(service.moduleName(), pod.path("serviceAccountName").asText());
    }

    @ParameterizedTest
    @EnumSource
    void aPodIsGivenTheTimeThatItsServiceTakesToLeave(Service service) throws IOException {
        JsonNode pod = pod("base", service);
        int leavesWithin = 30;
        for (JsonNode variable : container(pod).path("env")) {
            if (variable.path("name").asText().equals("QUARKUS_SHUTDOWN_TIMEOUT")) {
                leavesWithin = Integer.parseInt(variable.path("value").asText().replace("s", ""));
            }
        }
        int before = container(pod).at("/lifecycle/preStop/sleep/seconds").asInt(0);
        int grace = pod.path("terminationGracePeriodSeconds").asInt();
        assertTrue(grace >= before + leavesWithin + 20, grace + " s for " + before + " + " + leavesWithin);
    }

    @Test
    void onlyOneProcessRunsOfWhatIsOneProcess() throws IOException {
        for (Service service : List.of(Service.INGEST, Service.AUGMENTATION)) {
            JsonNode spec = Kustomize.object("overlays/all", "Deployment", service.moduleName())
                    .path("spec");
            assertEquals(1, spec.path("replicas").asInt());
            assertEquals("Recreate", spec.at("/strategy/type").asText());
        }
    }

    @Test
    void theTrainersJobIsTheTrainersPodAndLeavesWhenItIsIdle() throws IOException {
        assertTrue(Kustomize.objects("overlays/keda", "Deployment").stream()
                .noneMatch(object -> object.at("/metadata/name").asText().equals("trainer-service")));
        JsonNode job = Kustomize.object("overlays/keda", "ScaledJob", "trainer-service")
                .at("/spec/jobTargetRef/template/spec");
        assertEquals("Never", job.path("restartPolicy").asText());
        JsonNode before = pod("base", Service.TRAINER);
        for (String same : List.of("securityContext", "volumes", "terminationGracePeriodSeconds")) {
            assertEquals(before.path(same), job.path(same), same);
        }
        List<JsonNode> variables = new ArrayList<>();
        container(job).path("env").forEach(variables::add);
        JsonNode last = variables.remove(variables.size() - 1);
        assertEquals("AUGMENTA_TRAINER_LEAVE_WHEN_IDLE", last.path("name").asText());
        List<JsonNode> inDeployment = new ArrayList<>();
        container(before).path("env").forEach(inDeployment::add);
        assertEquals(inDeployment, variables);

        JsonNode onGpu = container(Kustomize.object("overlays/all", "ScaledJob", "trainer-service")
                .at("/spec/jobTargetRef/template/spec"));
        assertEquals("1", onGpu.at("/resources/limits/nvidia.com~1gpu").asText());
    }

    @Test
    void networkPoliciesNameThePortsOfTheServices() throws IOException {
        Set<Integer> ports = new TreeSet<>();
        for (Service service : Service.values()) {
            ports.add(service.port());
        }
        for (String policy : List.of("clients", "monitoring")) {
            Set<Integer> named = new TreeSet<>();
            Kustomize.object("overlays/all", "NetworkPolicy", policy)
                    .at("/spec/ingress/0/ports")
                    .forEach(port -> named.add(port.path("port").asInt()));
            assertEquals(ports, named, policy);
        }
        JsonNode deny =
                Kustomize.object("base", "NetworkPolicy", "default-deny").path("spec");
        assertEquals(2, deny.path("policyTypes").size());
        assertTrue(!deny.has("ingress") && !deny.has("egress"));
    }

    @ParameterizedTest
    @EnumSource
    void theComposeFileHasThePortAndImageOfTheCode(Service service) throws IOException {
        JsonNode of = Kustomize.YAML
                .readTree(Kustomize.PROJECT.resolve("docker-compose.yml").toFile())
                .path("services")
                .path(service.moduleName());
        assertEquals(
                "${REGISTRY:-augmenta}/" + service.moduleName() + ":${TAG:-" + version() + "}",
                of.path("image").asText());
        String port = of.at("/ports/0").asText();
        assertTrue(port.startsWith("127.0.0.1:"), port);
        assertTrue(port.endsWith(":-" + service.port() + "}:" + service.port()), port);
        assertTrue(of.has("mem_limit"));
    }

    /** The folder that the image declares as a volume is the one that is mounted: what is written beside it is lost. */
    @Test
    void whatIsKeptLiesWhereTheImageKeepsIt() throws IOException {
        String dockerfile = Files.readString(Kustomize.PROJECT.resolve("containers/service.Dockerfile"));
        String folder = dockerfile.replaceFirst("(?s).*\nVOLUME (\\S+)\n.*", "$1");
        for (Service service : List.of(Service.INGEST, Service.TRAINER, Service.GENERATOR, Service.EVALUATOR)) {
            List<String> mounted = new ArrayList<>();
            container(pod("base", service)).path("volumeMounts").forEach(mount -> {
                if (mount.path("name").asText().equals("work")) {
                    mounted.add(mount.path("mountPath").asText());
                }
            });
            assertEquals(List.of(folder), mounted, service.moduleName());
        }
        JsonNode services = Kustomize.YAML
                .readTree(Kustomize.PROJECT.resolve("docker-compose.yml").toFile())
                .path("services");
        for (Service service : List.of(Service.TRAINER, Service.GENERATOR, Service.EVALUATOR)) {
            assertEquals(
                    "work:" + folder,
                    services.path(service.moduleName()).at("/volumes/0").asText());
        }
        assertTrue(services.at("/ingest-service/environment/AUGMENTA_INGEST_UPLOAD_FOLDER")
                .asText()
                .startsWith(folder + "/"));
    }

    private static JsonNode pod(String build, Service service) throws IOException {
        return Kustomize.object(build, "Deployment", service.moduleName()).at("/spec/template/spec");
    }

    private static JsonNode container(JsonNode pod) {
        assertEquals(1, pod.path("containers").size());
        return pod.at("/containers/0");
    }

    private static String version() throws IOException {
        String pom = Files.readString(Kustomize.PROJECT.resolve("pom.xml"));
        return pom.replaceFirst("(?s).*?<version>([^<]+)</version>.*", "$1");
    }
}
