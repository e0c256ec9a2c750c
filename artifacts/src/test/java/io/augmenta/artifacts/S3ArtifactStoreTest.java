package io.augmenta.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.s3.embedded.S3Server;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The contract, against a server in a process of its own. */
class S3ArtifactStoreTest extends ArtifactStoreContract {
    private static final int SMALLEST_PART_BYTES = 5 << 20;
    private static final AtomicInteger BUCKETS = new AtomicInteger();

    private static S3Server server;
    private static S3Client client;

    private S3Location location = new S3Location("none", "");

    @BeforeAll
    static void startServer(@TempDir Path folder) throws Exception {
        server = S3Server.start(folder);
        client = settings().connect();
    }

    private static S3Settings settings() {
        return S3Settings.from(name -> Optional.ofNullable(properties().get(name)));
    }

    private static Map<String, String> properties() {
        return Map.of(
                S3Settings.PROPERTIES + "endpoint", server.endpoint().toString(),
                S3Settings.PROPERTIES + "path-style", "true",
                S3Settings.PROPERTIES + "access-key-id", "test",
                S3Settings.PROPERTIES + "secret-access-key", "secret");
    }

    @AfterAll
    static void stopServer() {
        client.close();
        server.close();
    }

    @Override
    ArtifactStore emptyStore() throws IOException {
        location = S3Location.parse("s3://artifacts-" + BUCKETS.incrementAndGet() + "/of/tests");
        try {
            server.createBucket(location.bucket());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return new S3ArtifactStore(client, location);
    }

    @Override
    void tamper(Artifact artifact, String content) {
        client.putObject(
                request -> request.bucket(location.bucket()).key(keyOf(artifact)), RequestBody.fromString(content));
    }

    @Override
    int stored() {
        return client.listObjectsV2(request -> request.bucket(location.bucket()))
                        .keyCount()
                + client.listMultipartUploads(request -> request.bucket(location.bucket()))
                        .uploads()
                        .size();
    }

    private static String keyOf(Artifact artifact) {
        return "of/tests/sha256/" + artifact.sha256().substring(0, 2) + "/" + artifact.sha256();
    }

    @Test
    void storesOnOneBucketShareTheirArtifacts() throws IOException {
        Artifact artifact = emptyStore().put("abc".getBytes(UTF_8));

        try (S3Client another = settings().connect()) {
            ArtifactStore elsewhere = new S3ArtifactStore(another, location);

            assertTrue(elsewhere.contains(artifact));
            assertArrayEquals("abc".getBytes(UTF_8), elsewhere.read(artifact, 3));
        }
    }

    @Test
    void anotherPrefixIsAnotherStore() throws IOException {
        Artifact artifact = emptyStore().put("abc".getBytes(UTF_8));

        ArtifactStore elsewhere = new S3ArtifactStore(client, new S3Location(location.bucket(), "other/"));

        assertFalse(elsewhere.contains(artifact));
        assertThrows(ArtifactMissingException.class, () -> elsewhere.read(artifact, 3));
    }

    @Test
    void whatIsThereIsNotSentAgain() throws IOException {
        ArtifactStore store = emptyStore();
        Artifact artifact = store.put("abc".getBytes(UTF_8));
        var first =
                client.headObject(request -> request.bucket(location.bucket()).key(keyOf(artifact)));

        store.put("abc".getBytes(UTF_8));
        store.put(new ByteArrayInputStream("abc".getBytes(UTF_8)));

        assertEquals(
                first.lastModified(),
                client.headObject(request -> request.bucket(location.bucket()).key(keyOf(artifact)))
                        .lastModified());
    }

    @Test
    void longContentGoesInPartsAndComesBackWhole() throws IOException {
        emptyStore();
        ArtifactStore store = sendingInParts(client, folder);
        byte[] content = randomBytes(2 * SMALLEST_PART_BYTES + 4321);
        Path file = Files.write(folder.resolve("long"), content);

        Artifact fromStream = store.put(new ByteArrayInputStream(content));
        Artifact fromFile = store.put(file);
        Artifact fromBytes = store.put(content);

        assertEquals(fromStream, fromFile);
        assertEquals(fromStream, fromBytes);
        assertArrayEquals(content, store.read(fromStream, content.length));
        assertEquals(1, stored());
        String tag = client.headObject(
                        request -> request.bucket(location.bucket()).key(keyOf(fromStream)))
                .eTag();
        assertTrue(tag.endsWith("-3\""), tag);
    }

    @Test
    void aStreamLeavesNoTemporaryFile() throws IOException {
        emptyStore();
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        ArtifactStore store = sendingInParts(client, temporary);
        InputStream looking = new FilterInputStream(new ByteArrayInputStream(randomBytes(100_000))) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                assertEquals(1, children(temporary));
                return super.read(target, offset, length);
            }
        };

        store.put(looking);

        assertEquals(0, children(temporary));
    }

    private static long children(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    /** With the smallest parts that S3 takes. */
    private S3ArtifactStore sendingInParts(S3Client through, Path temporary) {
        return new S3ArtifactStore(through, location, SMALLEST_PART_BYTES, SMALLEST_PART_BYTES, temporary);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 2 * SMALLEST_PART_BYTES})
    void aFileThatIsChangedWhileItIsStoredIsNot(int bytes) throws IOException {
        emptyStore();
        byte[] content = randomBytes(bytes);
        Path file = Files.write(folder.resolve("growing"), content);
        S3Client changing = before("headObject", () -> {
            content[bytes / 2] ^= 1;
            Files.write(file, content);
        });

        assertThrows(IOException.class, () -> sendingInParts(changing, folder).put(file));

        assertEquals(0, stored());
    }

    /** Something that happens before a request is sent. */
    private interface Interruption {
        void happens() throws IOException;
    }

    private static S3Client before(String operation, Interruption interruption) {
        return (S3Client) Proxy.newProxyInstance(
                S3Client.class.getClassLoader(), new Class<?>[] {S3Client.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals(operation)) {
                        interruption.happens();
                    }
                    try {
                        return method.invoke(client, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void aBucketThatIsNotThereIsNamedAndNoSecretIsTold() {
        ArtifactStore store = new S3ArtifactStore(client, S3Location.parse("s3://nowhere-at-all/x"));

        S3AccessException refused = assertThrows(S3AccessException.class, () -> store.put("abc".getBytes(UTF_8)));

        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains("s3://nowhere-at-all/x/"), message);
        assertTrue(message.contains("404"), message);
        assertFalse(message.contains("secret"), message);
        assertFalse(settings().toString().contains("secret"));
    }

    @Test
    void aConfigurationNamesTheStore() throws IOException {
        emptyStore();
        List<ArtifactUse> uses = new ArrayList<>();
        ArtifactStore store = ArtifactStores.configured(
                name -> name.equals(ArtifactStores.STORE)
                        ? Optional.of(location.toString())
                        : Optional.ofNullable(properties().get(name)),
                uses::add);

        Artifact artifact = store.put("abc".getBytes(UTF_8));
        assertArrayEquals("abc".getBytes(UTF_8), store.read(artifact, 3));

        assertEquals(
                List.of("S3 WRITE COMPLETED 3", "S3 READ COMPLETED 3"),
                uses.stream()
                        .map(use -> use.place() + " " + use.operation() + " " + use.outcome() + " " + use.bytes())
                        .toList());

        assertEquals(1, stored());
        assertTrue(store.contains(artifact));
        ArtifactStore folders = ArtifactStores.configured(
                name -> name.equals(ArtifactStores.FOLDER) ? Optional.of(folder.toString()) : Optional.empty());
        assertFalse(folders.contains(artifact));
    }
}
