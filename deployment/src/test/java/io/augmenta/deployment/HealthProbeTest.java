package io.augmenta.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthProbeTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource({"200, 0", "503, 1", "404, 1"})
    void theExitStatusTellsWhetherTheServiceSaysThatItIsWell(int answered, int expected) throws IOException {
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(answered, -1);
            exchange.close();
        });
        service.start();
        try {
            assertEquals(expected, probe(service.getAddress().getPort()));
        } finally {
            service.stop(0);
        }
        assertEquals(expected == 0, said.toString(StandardCharsets.UTF_8).isEmpty());
    }

    @Test
    void aServiceThatIsNotThereIsNotWell() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0)) {
            port = taken.getLocalPort();
        }
        assertEquals(1, probe(port));
        assertTrue(said.toString(StandardCharsets.UTF_8).contains("does not answer"));
    }

    @Test
    void anythingButOneUrlIsAMistake() {
        assertEquals(2, HealthProbe.exitStatus(new String[0], Map.of(), new PrintStream(said)));
        assertEquals(2, HealthProbe.exitStatus(new String[] {"a", "b"}, Map.of(), new PrintStream(said)));
        assertEquals(1, HealthProbe.exitStatus(new String[] {"file:/etc/hosts"}, Map.of(), new PrintStream(said)));
    }

    private int probe(int port) {
        return HealthProbe.exitStatus(
                new String[0],
                Map.of("HEALTH_PROBE_URL", "http://127.0.0.1:" + port + "/q/health/ready"),
                new PrintStream(said));
    }
}
