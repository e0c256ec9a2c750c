package io.augmenta.export;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.artifacts.S3AccessException;
import io.augmenta.artifacts.S3Location;
import io.augmenta.artifacts.S3Settings;
import io.augmenta.s3.embedded.S3Server;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Against a server in a process of its own. */
class S3TargetTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private static S3Server server;
    private static S3Client client;

    private S3Location location = new S3Location("none", "");

    @BeforeAll
    static void startServer(@TempDir Path folder) throws Exception {
        server = S3Server.start(folder);
        client = new S3Settings(
                        Optional.of(server.endpoint()),
                        Optional.empty(),
                        true,
                        Optional.of("test"),
                        Optional.of("secret"))
                .connect();
    }

    @AfterAll
    static void stopServer() {
        client.close();
        server.close();
    }

    @BeforeEach
    void createBucket(TestInfo test) throws Exception {
        String bucket = "exports-" + Integer.toHexString(test.getDisplayName().hashCode());
        server.createBucket(bucket);
        location = S3Location.parse("s3://" + bucket + "/brains/v1");
    }

    private Set<String> keys() {
        return client.listObjectsV2Paginator(request -> request.bucket(location.bucket())).contents().stream()
                .map(S3Object::key)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private byte[] object(String name) {
        return client.getObjectAsBytes(
                        request -> request.bucket(location.bucket()).key(location.key(name)))
                .asByteArray();
    }

    private static void export(ExportPlan plan, ExportTarget target) throws IOException {
        new Export(plan, Samples.log(), target, Samples.unobserved()).run();
    }

    private static ExportPlan plan() {
        return Samples.plan(ExportContents.MIXED, SplitLayout.FOLDERS, List.of(Samples.share("topup-1", 3)));
    }

    @Test
    void aBucketGetsTheFilesThatAFolderGets(@TempDir Path parent) throws IOException {
        Path folder = parent.resolve("out");
        try (FolderTarget target = FolderTarget.open(folder, false)) {
            export(plan(), target);
        }
        try (S3Target target = S3Target.open(client, location, false)) {
            export(plan(), target);
        }

        Set<String> files = new TreeSet<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                files.add(location.key(name));
                assertEquals(
                        new String(Files.readAllBytes(file), ISO_8859_1), new String(object(name), ISO_8859_1), name);
            }
        }
        assertEquals(27, files.size());
        assertEquals(files, keys());
        assertEquals(
                "image/png",
                client.headObject(request -> request.bucket(location.bucket())
                                .key(files.stream()
                                        .filter(key -> key.endsWith(".png"))
                                        .findFirst()
                                        .orElseThrow()))
                        .contentType());
    }

    @Test
    void whatIsNotCompletedIsRemovedAndNeighboursStay() throws IOException {
        client.putObject(
                request -> request.bucket(location.bucket()).key("brains/v2/x"), RequestBody.fromString("another's"));

        try (S3Target target = S3Target.open(client, location, false)) {
            for (int i = 0; i < 50; i++) {
                target.put("a/" + i + ".png", "x".getBytes(UTF_8), "image/png");
            }
        }

        assertEquals(Set.of("brains/v2/x"), keys());
    }

    @Test
    void anEarlierExportIsReplacedOnlyIfAskedFor() throws IOException {
        try (S3Target target = S3Target.open(client, location, false)) {
            target.put("old.png", "x".getBytes(UTF_8), "image/png");
            target.complete("croissant.json", "{}".getBytes(UTF_8), "application/ld+json");
        }

        assertThrows(UnusableTargetException.class, () -> S3Target.open(client, location, false));

        try (S3Target target = S3Target.open(client, location, true)) {
            target.put("new.png", "x".getBytes(UTF_8), "image/png");
            target.complete("croissant.json", "{}".getBytes(UTF_8), "application/ld+json");
        }
        assertEquals(Set.of("brains/v1/new.png", "brains/v1/croissant.json"), keys());
    }

    @Test
    void anEarlierExportStaysWhereTheNewOneNeverBegins() throws IOException {
        try (S3Target target = S3Target.open(client, location, false)) {
            target.put("old.png", "x".getBytes(UTF_8), "image/png");
            target.complete("croissant.json", "{}".getBytes(UTF_8), "application/ld+json");
        }

        S3Target.open(client, location, true).close();

        assertEquals(Set.of("brains/v1/old.png", "brains/v1/croissant.json"), keys());
    }

    @Test
    void whatIsNoExportIsNeverReplaced() {
        client.putObject(
                request -> request.bucket(location.bucket()).key(location.key("thesis.txt")),
                RequestBody.fromString("years of work"));

        assertThrows(UnusableTargetException.class, () -> S3Target.open(client, location, true));

        assertEquals(Set.of("brains/v1/thesis.txt"), keys());
    }

    @Test
    void whatIsOnlyCalledLikeADescriptionIsNone() {
        client.putObject(
                request -> request.bucket(location.bucket()).key(location.key("croissant.json.bak")),
                RequestBody.fromString("{}"));

        assertThrows(UnusableTargetException.class, () -> S3Target.open(client, location, true));

        assertEquals(Set.of("brains/v1/croissant.json.bak"), keys());
    }

    @Test
    void aFileThatCannotBeSentKeepsTheExportFromBeingCompleted() throws IOException {
        S3Client failing = instead("putObject", () -> {
            throw new IllegalStateException("the file is gone");
        });
        try (S3Target target = S3Target.open(failing, location, false)) {
            target.put("a.png", "x".getBytes(UTF_8), "image/png");

            IOException refused = assertThrows(
                    IOException.class,
                    () -> target.complete("croissant.json", "{}".getBytes(UTF_8), "application/ld+json"));

            assertTrue(String.valueOf(refused.getMessage()).contains("the file is gone"), refused::getMessage);
        }
        assertEquals(Set.of(), keys());
    }

    @Test
    void whatS3DoesNotRemoveIsToldAndNotTriedForEver() throws IOException {
        S3Client refusing = instead("deleteObjects", () -> DeleteObjectsResponse.builder()
                .errors(S3Error.builder()
                        .code("AccessDenied")
                        .message("it is locked")
                        .build())
                .build());
        S3Target target = S3Target.open(refusing, location, false);
        target.put("a.png", "x".getBytes(UTF_8), "image/png");

        S3AccessException told =
                assertTimeoutPreemptively(SOON, () -> assertThrows(S3AccessException.class, target::close));

        assertTrue(
                String.valueOf(told.getMessage()).contains("1 of 1 objects stay: AccessDenied (it is locked)"),
                told::getMessage);
    }

    /** The client, but for one operation. */
    private static S3Client instead(String operation, Callable<?> answer) {
        return (S3Client) Proxy.newProxyInstance(
                S3Client.class.getClassLoader(), new Class<?>[] {S3Client.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals(operation)) {
                        return answer.call();
                    }
                    try {
                        return method.invoke(client, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void aBucketThatIsNotThereIsNamed() {
        S3AccessException refused = assertThrows(
                S3AccessException.class, () -> S3Target.open(client, S3Location.parse("s3://nowhere-at-all/x"), false));

        assertTrue(String.valueOf(refused.getMessage()).contains("nowhere-at-all"), refused::getMessage);
    }
}
