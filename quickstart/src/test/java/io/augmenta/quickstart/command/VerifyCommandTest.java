package io.augmenta.quickstart.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command line says where there is nothing to verify with; VerifyIT verifies. */
class VerifyCommandTest {

    @TempDir
    private Path folder;

    private String picture;

    @BeforeEach
    void writeAFile() throws IOException {
        picture = Files.write(folder.resolve("one.png"), new byte[] {1}).toString();
    }

    @Test
    void helpTellsTheVerdictsAndTheExitStatus() {
        String help = CommandRun.of("verify", "--help").out();
        for (String expected :
                new String[] {"--work", "--url", "--pixels", "--json", "same-pixels", "not-verifiable", "Exit status"
                }) {
            assertTrue(help.contains(expected), help);
        }
    }

    @Test
    void filesAndAPlaceToFindTheCheckpointAreDemanded() {
        assertComplaint("FILE.png", "verify", "--url", "http://localhost:1");
        assertComplaint("--work", "verify", picture);
        assertComplaint("mutually exclusive", "verify", picture, "--url", "http://localhost:1", "--work", "x");
        assertComplaint("gone.png does not exist", "verify", "--url", "http://localhost:1", folder + "/gone.png");
        assertComplaint("there is no PNG below", "verify", "--url", "http://localhost:1", empty());
        assertComplaint("--url must be like http://localhost:8080", "verify", "--url", "localhost:8080", picture);
        assertComplaint("holds no topics", "verify", "--work", folder.toString(), picture);
    }

    private String empty() {
        try {
            return Files.createDirectories(folder.resolve("empty")).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aServiceThatIsNotThereIsAFailureOfItsOwn() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        CommandRun run = CommandRun.of("verify", "--url", "http://localhost:" + free, picture);

        assertEquals(1, run.exitStatus());
        assertTrue(run.err().contains("no service answers at http://localhost:" + free), run.err());
    }

    @Test
    void whatIsNoGeneratorIsToldApart() throws IOException {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.start();
        try {
            String url = "http://localhost:" + other.getAddress().getPort();
            CommandRun run = CommandRun.of("verify", "--url", url, picture);

            assertEquals(1, run.exitStatus());
            assertTrue(run.err().contains("what answers at " + url + " is no generator service"), run.err());
        } finally {
            other.stop(0);
        }
    }

    private static void assertComplaint(String expected, String... arguments) {
        CommandRun run = CommandRun.of(arguments);
        assertEquals(2, run.exitStatus(), run.err());
        assertTrue(run.err().contains(expected), run.err());
    }
}
