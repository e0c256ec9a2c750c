package io.augmenta.export;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.artifacts.S3AccessException;
import io.augmenta.artifacts.S3Location;
import io.augmenta.artifacts.S3Settings;
import io.augmenta.s3.embedded.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
import software.amazon.awssdk.services.s3.model.S3Object;

/** Against a server in a process of its own. */
class S3TargetTest {
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
    void aBucketThatIsNotThereIsNamed() {
        S3AccessException refused = assertThrows(
                S3AccessException.class, () -> S3Target.open(client, S3Location.parse("s3://nowhere-at-all/x"), false));

        assertTrue(String.valueOf(refused.getMessage()).contains("nowhere-at-all"), refused::getMessage);
    }
}
