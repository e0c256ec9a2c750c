package io.augmenta.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.artifacts.S3Folders;
import io.augmenta.artifacts.S3Location;
import io.augmenta.artifacts.S3Settings;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.SplitRule;
import io.augmenta.imaging.decode.DecodeLimits;
import io.augmenta.imaging.identity.Fingerprint;
import io.augmenta.imaging.phantom.PhantomSet;
import io.augmenta.ingest.folder.BucketTree;
import io.augmenta.s3.embedded.S3Server;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images in a bucket of a server in a process of its own. */
class BucketIngestTest {
    private static final int IMAGES_PER_CLASS = 20;
    private static final int IMAGES = 4 * IMAGES_PER_CLASS;
    private static final long MOST_FILE_BYTES = 1 << 20;
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path phantoms;

    private static S3Server server;
    private static S3Folders s3;

    @TempDir
    Path spillFolder;

    private final RememberedLog log = new RememberedLog();
    private final Meanwhile meanwhile = new Meanwhile();
    private IngestQueue queue;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        new PhantomSet(7, IMAGES_PER_CLASS, 32).writeTo(phantoms);
        server = S3Server.start(folder);
        s3 = new S3Folders(new S3Settings(
                Optional.of(server.endpoint()), Optional.empty(), true, Optional.of("test"), Optional.of("secret")));
    }

    @AfterAll
    static void stop() {
        s3.close();
        server.close();
    }

    private void open() {
        queue = new IngestQueue(
                new IngestSettings(
                        2,
                        new DecodeLimits(MOST_FILE_BYTES, DecodeLimits.DEFAULT.maxPixels()),
                        spillFolder,
                        Fingerprint.ALIKE_DISTANCE,
                        5_000,
                        3,
                        2),
                log,
                meanwhile,
                OpenTelemetry.noop(),
                Clock.systemUTC());
    }

    @AfterEach
    void close() throws Exception {
        assertTrue(queue.close(SOON));
    }

    @Test
    void theSameImagesAreTheSameVersionFromAFolderAndFromABucket() throws Exception {
        fill("same", "brains/");
        put("same", "brains/notes.txt", "not in a class".getBytes(UTF_8));
        put("same", "brains/" + PhantomSet.classes().get(0) + "/zzz.png", new byte[] {1, 2, 3});
        open();

        IngestStatus folder = ended(queue.submit(new IngestRequest(phantoms, "folder", 16, SplitRule.GROUPED, 7)));
        IngestStatus bucket = ended(queue.submit(request("s3://same/brains")));

        assertEquals(IngestState.SEALED, bucket.state(), bucket::toString);
        assertEquals(IMAGES + 1, bucket.filesTotal());
        assertEquals(Map.of("unknown-format", 1L), bucket.rejected());
        assertEquals(
                1,
                bucket.warnings().stream()
                        .filter(warning -> warning.contains("1 files directly in the folder"))
                        .count());
        assertEquals(log.versions.get(0).version(), log.versions.get(1).version());
        assertEquals(log.versions.get(0).counts(), log.versions.get(1).counts());
        assertEquals(images(folder), images(bucket));
        assertEquals(IMAGES, images(bucket).size());
    }

    @Test
    void anObjectThatIsReplacedOrDeletedMeanwhileIsRejectedAndTheOthersAreRead() throws Exception {
        List<String> keys = fill("moving", "");
        String replaced = keys.get(IMAGES - 1);
        String deleted = keys.get(IMAGES - 2);
        meanwhile.afterTheFirstFile(() -> {
            put("moving", replaced, Files.readAllBytes(phantoms.resolve(keys.get(0))));
            send("DELETE", "moving/" + deleted, new byte[0]);
        });
        open();

        IngestStatus status = ended(queue.submit(request("s3://moving")));

        assertEquals(IngestState.SEALED, status.state(), status::toString);
        assertEquals(Map.of("changing", 2L), status.rejected());
        assertEquals(IMAGES - 2, status.images());
        assertEquals(
                List.of(deleted, replaced),
                log.deadLetters.stream()
                        .map(file -> file.source())
                        .sorted(Comparator.comparing(keys::indexOf))
                        .toList());
    }

    @Test
    void aBucketThatCannotBeReadAnyMoreSealsNothing() throws Exception {
        List<String> keys = fill("leaving", "");
        meanwhile.afterTheFirstFile(() -> {
            for (String key : keys) {
                send("DELETE", "leaving/" + key, new byte[0]);
            }
            send("DELETE", "leaving", new byte[0]);
        });
        open();

        IngestStatus status = ended(queue.submit(request("s3://leaving")));

        assertEquals(IngestState.FAILED, status.state());
        String reason = String.valueOf(status.reason());
        assertTrue(reason.contains("S3 could not read an object at s3://leaving/: status 404"), reason);
        assertEquals(List.of(), log.versions);
        assertEquals(List.of(), log.batches);
    }

    @Test
    void objectsThatAreTooLargeAreNotFetched() throws Exception {
        fill("large", "");
        put("large", PhantomSet.classes().get(0) + "/large.png", new byte[(int) MOST_FILE_BYTES + 1]);
        open();

        IngestStatus status = ended(queue.submit(request("s3://large")));

        assertEquals(IngestState.SEALED, status.state(), status::toString);
        assertEquals(Map.of("too-large", 1L), status.rejected());
    }

    @Test
    void whatCannotBeIngestedIsRefusedAtOnce() throws Exception {
        server.createBucket("empty");
        server.createBucket("flat");
        put("flat", "1.png", new byte[] {1});
        open();

        assertRefused("unknown-bucket", "status 404", "s3://nowhere-at-all/brains");
        assertRefused("no-classes", "found 0 files and no folder", "s3://empty/brains");
        assertRefused("no-classes", "in s3://flat/, found 1 files and no folder", "s3://flat");
    }

    private void assertRefused(String kind, String said, String place) {
        ImpossibleIngestException refusal =
                assertThrows(ImpossibleIngestException.class, () -> queue.submit(request(place)));
        assertEquals(kind, refusal.kind());
        assertTrue(String.valueOf(refusal.getMessage()).contains(said), refusal::toString);
    }

    private static IngestRequest request(String place) {
        return new IngestRequest(new BucketTree(s3.at(S3Location.parse(place))), "bucket", 16, SplitRule.GROUPED, 7);
    }

    /** Everything of an image but where it lay. */
    private Map<String, String> images(IngestStatus status) {
        Map<String, String> images = new TreeMap<>();
        log.batches.stream()
                .filter(batch -> batch.ingestId().equals(status.id()))
                .flatMap(batch -> batch.images().stream())
                .forEach(image -> images.put(image.id(), described(image)));
        return images;
    }

    private static String described(LabelledImage image) {
        return image.label() + " " + image.split() + " " + image.leakGroup() + " " + image.source() + " "
                + image.pixels().hashCode() + " " + image.fingerprint().hashCode();
    }

    private IngestStatus ended(IngestStatus submitted) {
        await().atMost(SOON)
                .until(() -> queue.find(submitted.id()).orElseThrow().state().ended());
        return queue.find(submitted.id()).orElseThrow();
    }

    /** Puts the phantoms into a new bucket; their keys below the prefix, in order. */
    private static List<String> fill(String bucket, String prefix) throws Exception {
        server.createBucket(bucket);
        List<String> keys = new ArrayList<>();
        try (Stream<Path> files = Files.walk(phantoms)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String key = phantoms.relativize(file).toString().replace('\\', '/');
                put(bucket, prefix + key, Files.readAllBytes(file));
                keys.add(key);
            }
        }
        return keys;
    }

    private static void put(String bucket, String key, byte[] content) throws Exception {
        send("PUT", bucket + "/" + key, content);
    }

    private static void send(String method, String path, byte[] content) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        new URI("http", server.endpoint().getAuthority(), "/" + path, null, null))
                .timeout(SOON)
                .method(method, content.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(content))
                .build();
        int status = HTTP.send(request, BodyHandlers.discarding()).statusCode();
        if (status >= 300) {
            throw new IOException(method + " is answered by " + status);
        }
    }

    /** Does something once a file was read. */
    private static final class Meanwhile extends Unheard {
        private final AtomicBoolean due = new AtomicBoolean();
        private Change change = () -> {};

        private interface Change {
            void make() throws Exception;
        }

        void afterTheFirstFile(Change made) {
            change = made;
            due.set(true);
        }

        @Override
        public void fileRead(long fileBytes) {
            if (due.getAndSet(false)) {
                try {
                    change.make();
                } catch (Exception e) {
                    throw new IllegalStateException("the bucket could not be changed", e);
                }
            }
        }
    }
}
