package io.augmenta.generator;

import static io.augmenta.generator.OverHttp.get;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.generator.batching.OpenRequests;
import io.augmenta.kafka.embedded.testing.EmbeddedKafkaResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many clients at once, and clients that do not wait for their answers. */
@QuarkusTest
@QuarkusTestResource(EmbeddedKafkaResource.class)
@QuarkusTestResource(GeneratorServiceResource.class)
class ComingAndLeavingClientsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    RunningGenerator generator;

    @Inject
    OpenRequests openRequests;

    /** All that this service lets wait is 128 images, and one client asks for batch after batch. */
    @Test
    void clientsThatComeAtOnceShareRunsAndGetTheirOwnImages() throws Exception {
        generator.publish("http-many", 1);
        String path = "/v1/generate?checkpoint=http-many-e0001&class=none&count=1&format=ndjson&seed=";
        Map<Integer, byte[]> alone = new LinkedHashMap<>();
        for (int seed = 0; seed < 20; seed++) {
            alone.put(seed, get(path + seed).asByteArray());
        }
        ExecutorService clients = Executors.newFixedThreadPool(20);
        try {
            List<Callable<Void>> requests = new ArrayList<>();
            for (int request = 0; request < 200; request++) {
                int seed = request % 20;
                requests.add(() -> {
                    assertArrayEquals(alone.get(seed), get(path + seed).asByteArray());
                    return null;
                });
            }
            for (Future<Void> request : clients.invokeAll(requests)) {
                request.get();
            }
        } finally {
            clients.shutdown();
        }
    }

    /** Clients that close their connections after the first bytes of a large answer: more of them than there are places. */
    @Test
    void clientsThatLeaveFreeTheirPlaces() throws Exception {
        generator.publish("http-leaving", 1);
        for (int client = 0; client < GeneratorServiceResource.MAX_REQUESTS + 2; client++) {
            // whoever comes before the service has noticed that others left is refused, and comes again
            await().atMost(PATIENCE).until(() -> beginsToRead("http-leaving-e0001"));
        }
        await().atMost(PATIENCE)
                .until(() -> given().get("/v1/generate?checkpoint=http-leaving-e0001&count=1")
                                .statusCode()
                        == 200);
        await().atMost(PATIENCE).until(() -> openRequests.count() == 0);
    }

    /** Whether a large answer came, of which the first bytes are read; else the service must have said that it is full. */
    private static boolean beginsToRead(String checkpoint) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream()
                    .write(("GET /v1/generate?checkpoint=" + checkpoint + "&count=100000&class=none&format=ndjson"
                                    + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(US_ASCII));
            String start = new String(socket.getInputStream().readNBytes(20_000), ISO_8859_1);
            if (start.startsWith("HTTP/1.1 200 ")) {
                assertEquals(20_000, start.length());
                return true;
            }
            assertTrue(start.startsWith("HTTP/1.1 503 "), start);
            return false;
        }
    }

    @Test
    void requestsThatAreGivenUpLeaveNoTurnTaken() throws Exception {
        generator.publish("http-e", 1);

        // more than may work at once, none of whose bodies is ever written
        for (int i = 0; i < GeneratorServiceResource.MAX_REQUESTS + 2; i++) {
            given().head("/v1/generate?checkpoint=http-e-e0001&format=zip")
                    .then()
                    .statusCode(200);
        }

        get("/v1/generate?checkpoint=http-e-e0001&format=zip");
    }
}
