package io.augmenta.artifacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.s3.embedded.S3Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Against a server in a process of its own. */
class S3FolderTest {
    /** More than S3 lists in one answer. */
    private static final int MANY = 1_100;

    private static S3Server server;
    private static S3Client client;

    @BeforeAll
    static void startServer(@TempDir Path folder) throws Exception {
        server = S3Server.start(folder);
        client = settings(server.endpoint()).connect();
    }

    private static S3Settings settings(URI endpoint) {
        return new S3Settings(
                Optional.of(endpoint), Optional.empty(), true, Optional.of("test"), Optional.of("secret"));
    }

    @AfterAll
    static void stopServer() {
        client.close();
        server.close();
    }

    @Test
    void slashesPartFolders() throws Exception {
        S3Location place = bucket("folders", "set/a/1.png", "set/a/2.png", "set/a/deep/3.png", "set/b/", "set/b/4.png");
        put("folders", "settle/5.png");

        S3Folder folder = new S3Folder(client, S3Location.parse(place + "set"));

        assertEquals(new S3Folder.Level(List.of("a", "b"), List.of()), folder.list(""));
        assertEquals(List.of("deep"), folder.list("a/").folders());
        assertEquals(List.of("1.png", "2.png"), names(folder.list("a/")));
        assertEquals(List.of("4.png"), names(folder.list("b/")));
        assertEquals(new S3Folder.Level(List.of(), List.of()), folder.list("c/"));
        assertEquals(
                List.of("set", "settle"), new S3Folder(client, place).list("").folders());
    }

    @Test
    void allIsListedHoweverManyAnswersThatTakes() throws Exception {
        String[] keys =
                IntStream.range(0, MANY).mapToObj("a/%05d.png"::formatted).toArray(String[]::new);
        S3Location place = bucket("many", keys);

        List<String> names = names(new S3Folder(client, place).list("a/"));

        assertEquals(MANY, names.size());
        assertEquals(MANY, names.stream().distinct().count());
        assertEquals("01099.png", names.get(MANY - 1));
    }

    @Test
    void foldersToo() throws Exception {
        String[] keys =
                IntStream.range(0, 10).mapToObj("c%02d/1.png"::formatted).toArray(String[]::new);
        S3Location place = bucket("classes", keys);

        List<String> folders = new S3Folder(client, place, 3).list("").folders();

        assertEquals(10, folders.size());
        assertEquals("c09", folders.get(9));
    }

    @Test
    void anObjectIsReadAsItWasListedOrNotAtAll() throws Exception {
        S3Location place = bucket("changes", "a/same.png", "a/replaced.png", "a/deleted.png");
        S3Folder folder = new S3Folder(client, place);
        List<S3Folder.Item> items = folder.list("a/").items();
        put("changes", "a/replaced.png", "another content");
        client.deleteObject(request -> request.bucket("changes").key("a/deleted.png"));

        assertArrayEquals("a/same.png".getBytes(UTF_8), folder.read(item(items, "same.png")));
        assertEquals("a/same.png".length(), item(items, "same.png").sizeBytes());
        for (String gone : List.of("replaced.png", "deleted.png")) {
            S3ObjectChangedException refused =
                    assertThrows(S3ObjectChangedException.class, () -> folder.read(item(items, gone)));
            assertFalse(
                    String.valueOf(refused.getMessage()).contains(gone), "names of files may tell who a patient is");
        }
    }

    @Test
    void whatCannotBeReachedIsSaidWithItsStatus() throws Exception {
        S3Folder nowhere = new S3Folder(client, S3Location.parse("s3://nowhere-at-all/x"));
        S3AccessException missing = assertThrows(S3AccessException.class, () -> nowhere.list(""));
        assertEquals(404, missing.status());
        assertTrue(String.valueOf(missing.getMessage()).contains("s3://nowhere-at-all/x/"), missing::toString);

        S3Location place = bucket("taken-away", "a/1.png");
        S3Folder.Item item = new S3Folder(client, place).list("a/").items().get(0);
        client.deleteObject(request -> request.bucket("taken-away").key("a/1.png"));
        client.deleteBucket(request -> request.bucket("taken-away"));
        S3AccessException gone = assertThrows(S3AccessException.class, () -> new S3Folder(client, place).read(item));
        assertEquals(404, gone.status());

        try (S3Folders none = new S3Folders(settings(URI.create("http://127.0.0.1:1")))) {
            S3AccessException silent =
                    assertThrows(S3AccessException.class, () -> none.at(place).list(""));
            assertEquals(S3AccessException.NO_ANSWER, silent.status());
        }
    }

    private static S3Location bucket(String name, String... keys) throws IOException, InterruptedException {
        server.createBucket(name);
        for (String key : keys) {
            put(name, key);
        }
        return S3Location.parse("s3://" + name);
    }

    private static void put(String bucket, String key) {
        put(bucket, key, key);
    }

    private static void put(String bucket, String key, String content) {
        client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(content));
    }

    private static S3Folder.Item item(List<S3Folder.Item> items, String name) {
        return items.stream()
                .filter(item -> item.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(S3Folder.Level level) {
        return level.items().stream().map(S3Folder.Item::name).toList();
    }
}
