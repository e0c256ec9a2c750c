package io.augmenta.ingest.watch;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.FolderIngested;
import io.augmenta.contracts.FolderWatch;
import io.augmenta.contracts.SplitRule;
import io.augmenta.contracts.WatchEvent;
import io.augmenta.imaging.decode.DecodeLimits;
import io.augmenta.imaging.identity.Fingerprint;
import io.augmenta.imaging.phantom.PhantomSet;
import io.augmenta.ingest.IngestQueue;
import io.augmenta.ingest.IngestRequest;
import io.augmenta.ingest.IngestSettings;
import io.augmenta.ingest.IngestState;
import io.augmenta.ingest.IngestStatus;
import io.augmenta.ingest.RememberedLog;
import io.augmenta.ingest.Unheard;
import io.augmenta.ingest.folder.AllowedRoots;
import io.augmenta.ingest.folder.FolderSnapshot;
import io.augmenta.ingest.reading.RejectedFile;
import io.augmenta.ingest.watch.WatchStatus.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A watched folder with real files and real ingests, and looks at times that the test chooses. */
class WatchedFolderTest {
    private static final long PER_CLASS = 8;
    private static final long CLASSES = PhantomSet.classes().size();
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path drawn;

    @TempDir
    Path work;

    private final RememberedLog log = new RememberedLog();
    private final List<WatchEvent> kept = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");
    private Path folder;
    private IngestQueue queue;
    private WatchedFolder watched;

    @BeforeAll
    static void draw() throws IOException {
        for (int seed = 1; seed <= 3; seed++) {
            new PhantomSet(seed, (int) PER_CLASS, 32).writeTo(drawn.resolve(Integer.toString(seed)));
        }
    }

    @BeforeEach
    void open() throws IOException {
        folder = Files.createDirectories(work.resolve("watched"));
        queue = new IngestQueue(
                new IngestSettings(
                        1,
                        DecodeLimits.DEFAULT,
                        Files.createDirectories(work.resolve("spill")),
                        Fingerprint.ALIKE_DISTANCE,
                        1 << 20,
                        3,
                        2),
                log,
                new Unheard(),
                Clock.systemUTC());
        watched = started();
    }

    @AfterEach
    void close() throws InterruptedException {
        assertTrue(queue.close(SOON));
    }

    /** As a process of its own finds it that has just started. */
    private WatchedFolder started() {
        FolderWatch watch = new FolderWatch(
                "brains",
                folder.toString(),
                16,
                SplitRule.GROUPED,
                7,
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofMinutes(10),
                true,
                now);
        WatchLog remembering = new WatchLog() {
            @Override
            public void keep(WatchEvent event) {
                kept.add(event);
            }

            @Override
            public boolean caughtUp() {
                return true;
            }

            @Override
            public boolean acts() {
                return true;
            }
        };
        WatchedFolder fresh = new WatchedFolder(watch, remembering, queue, new AllowedRoots(List.of(work)));
        kept.forEach(event -> fresh.heard((FolderIngested) event));
        return fresh;
    }

    private WatchStatus lookAfter(int seconds) {
        now = now.plusSeconds(seconds);
        watched.look(now);
        return watched.status();
    }

    /** Lets the folder rest, and waits for the ingest that this leads to. */
    private WatchStatus settle() {
        lookAfter(30);
        WatchStatus begun = lookAfter(60);
        assertEquals(State.INGESTING, begun.state(), begun.toString());
        String id = String.valueOf(begun.ingestId());
        await().atMost(SOON).until(() -> queue.find(id).orElseThrow().state().ended());
        return lookAfter(30);
    }

    private void arrive(int seed) throws IOException {
        try (Stream<Path> images = Files.walk(drawn.resolve(Integer.toString(seed)))) {
            for (Path image : images.filter(Files::isRegularFile).toList()) {
                Path label = Files.createDirectories(folder.resolve(nameOf(image.getParent())));
                Files.copy(image, label.resolve(seed + "-" + nameOf(image)));
            }
        }
    }

    private static String nameOf(Path path) {
        return String.valueOf(path.getFileName());
    }

    private void leave(int seed) throws IOException {
        try (Stream<Path> images = Files.walk(folder)) {
            for (Path image :
                    images.filter(path -> nameOf(path).startsWith(seed + "-")).toList()) {
                Files.delete(image);
            }
        }
    }

    private Path someImage(int seed) {
        return folder.resolve(PhantomSet.classes().get(0)).resolve(seed + "-0000.png");
    }

    @Test
    void aFolderIsIngestedOnceItHasRestedAndOnlyWhenItHasChanged() throws IOException {
        arrive(1);
        assertEquals(State.CHANGING, lookAfter(0).state());
        arrive(2);
        WatchStatus changed = lookAfter(30);
        assertEquals(State.CHANGING, changed.state());
        assertEquals(2 * CLASSES * PER_CLASS, changed.filesWaiting());
        assertEquals(State.CHANGING, lookAfter(59).state());
        assertEquals(now.plusSeconds(1), watched.status().looksAt());
        assertEquals(0, log.versions.size());

        WatchStatus settled = settle();

        assertEquals(State.SETTLED, settled.state());
        assertEquals(0, settled.filesWaiting());
        assertEquals(1, log.versions.size());
        assertEquals(2 * CLASSES * PER_CLASS, log.versions.get(0).images());
        FolderIngested ingested = settled.ingested();
        assertEquals(List.of(ingested), kept);
        assertEquals(log.versions.get(0).version(), ingested.version());
        for (int look = 0; look < 10; look++) {
            assertEquals(State.SETTLED, lookAfter(30).state());
        }
        assertEquals(1, queue.latestFirst().size());
    }

    @Test
    void imagesThatArriveLaterFollowTheVersionBefore() throws IOException {
        arrive(1);
        settle();
        arrive(2);
        assertEquals(CLASSES * PER_CLASS, lookAfter(30).filesWaiting());
        settle();

        assertEquals(2, log.versions.size());
        assertEquals(log.versions.get(0).version(), log.versions.get(1).follows());
    }

    @Test
    void aFileThatIsWrittenSlowlyIsReadWhenItIsWhole() throws IOException {
        arrive(1);
        Path slow = someImage(1);
        byte[] whole = Files.readAllBytes(slow);
        Files.write(slow, Arrays.copyOf(whole, 10));
        lookAfter(0);
        for (int written = 10; written < whole.length; written += 10 + whole.length / 5) {
            int end = Math.min(whole.length, written + 10 + whole.length / 5);
            Files.write(slow, Arrays.copyOfRange(whole, written, end), StandardOpenOption.APPEND);
            assertEquals(State.CHANGING, lookAfter(50).state());
        }

        settle();

        assertEquals(0, log.versions.get(0).rejected());
        assertEquals(CLASSES * PER_CLASS, log.versions.get(0).images());
    }

    @Test
    void imagesThatLeaveAgainMakeTheVersionWithoutThemTheLatestAgain() throws IOException {
        arrive(1);
        settle();
        DatasetVersion first = log.versions.get(0);
        arrive(2);
        settle();
        int published = log.batches.size();
        leave(2);
        settle();

        assertEquals(3, log.versions.size());
        DatasetVersion latest = log.versions.get(2);
        assertEquals(first.sealedAgain(latest.sealedAt()), latest);
        assertTrue(latest.sealedAt().isAfter(log.versions.get(1).sealedAt()));
        assertEquals(published, log.batches.size());
    }

    @Test
    void aFileThatIsTouchedButNotChangedLeadsToNoNewVersion() throws IOException {
        arrive(1);
        settle();
        Files.write(someImage(1), Files.readAllBytes(someImage(1)));
        Files.setLastModifiedTime(
                someImage(1), java.nio.file.attribute.FileTime.from(Instant.parse("2026-02-02T00:00:00Z")));
        settle();

        assertEquals(1, log.versions.size());
        assertEquals(State.SETTLED, lookAfter(30).state());
    }

    @Test
    void aFolderThatIsGoneIsWaitedForAndNothingIsForgotten() throws IOException {
        arrive(1);
        settle();
        Path away = work.resolve("away");
        Files.move(folder, away);

        WatchStatus gone = lookAfter(30);
        assertEquals(State.BLOCKED, gone.state());
        assertEquals("unknown-folder", gone.problem().kind());
        assertEquals(now.plusSeconds(30), gone.looksAt());
        Files.createDirectories(folder);
        assertEquals("no-classes", lookAfter(30).problem().kind());

        Files.delete(folder);
        Files.move(away, folder);
        WatchStatus back = lookAfter(30);
        assertEquals(State.SETTLED, back.state());
        assertNull(back.problem());
        assertEquals(1, queue.latestFirst().size());
    }

    @Test
    void aFolderThatCannotBeADataSetIsNotTriedAgainBeforeItChanges() throws IOException {
        arrive(1);
        for (String label : PhantomSet.classes().subList(1, (int) CLASSES)) {
            try (Stream<Path> images = Files.list(folder.resolve(label))) {
                images.forEach(image -> image.toFile().delete());
            }
        }
        WatchStatus blocked = settle();
        assertEquals(State.BLOCKED, blocked.state());
        assertEquals("not-possible", blocked.problem().kind());
        assertTrue(blocked.problem().detail().contains("expected images of at least 2 classes"), blocked.toString());
        for (int look = 0; look < 10; look++) {
            assertEquals(State.BLOCKED, lookAfter(30).state());
        }
        assertEquals(1, queue.latestFirst().size());

        arrive(2);
        assertEquals(State.SETTLED, settle().state());
    }

    @Test
    void afterARestartWhatWasIngestedIsKnownAndWhatChangedMeanwhileIsIngested() throws IOException {
        arrive(1);
        settle();
        watched = started();
        assertEquals(State.SETTLED, lookAfter(0).state());

        arrive(2);
        watched = started();
        WatchStatus changed = lookAfter(0);
        assertEquals(State.CHANGING, changed.state());
        // what was read before is not known any more
        assertEquals(2 * CLASSES * PER_CLASS, changed.filesWaiting());
        settle();

        assertEquals(2, log.versions.size());
        assertEquals(2, queue.latestFirst().size());
    }

    @Test
    void aFolderThatNeverRestsIsIngestedWithoutWhatIsStillChanging() throws IOException {
        arrive(1);
        lookAfter(0);
        Path busy = folder.resolve(PhantomSet.classes().get(0)).resolve("busy.png");
        byte[] other =
                Files.readAllBytes(drawn.resolve("2/" + PhantomSet.classes().get(0) + "/0000.png"));
        WatchStatus status = watched.status();
        for (int look = 1; status.state() == State.CHANGING || status.state() == State.NEW; look++) {
            assertTrue(look < 25, "after ten minutes the folder is ingested");
            Files.write(busy, Arrays.copyOf(other, 10 + look));
            status = lookAfter(30);
        }
        String id = String.valueOf(status.ingestId());
        await().atMost(SOON).until(() -> queue.find(id).orElseThrow().state().ended());

        assertEquals(CLASSES * PER_CLASS, log.versions.get(0).images());
        assertEquals(0, log.versions.get(0).rejected());
        Files.write(busy, other);
        lookAfter(30);
        settle();
        assertEquals(CLASSES * PER_CLASS + 1, log.versions.get(1).images());
    }

    @Test
    void aFileThatChangesAfterTheLookIsRejectedUntilItRests() throws IOException {
        arrive(1);
        FolderSnapshot look = FolderSnapshot.of(folder);
        arrive(2);
        Files.write(someImage(1), Files.readAllBytes(someImage(2)));

        IngestStatus asked =
                queue.submit(new IngestRequest(folder, "brains", 16, SplitRule.GROUPED, 7), look, () -> {});
        await().atMost(SOON)
                .until(() -> queue.find(asked.id()).orElseThrow().state().ended());

        assertEquals(IngestState.SEALED, queue.find(asked.id()).orElseThrow().state());
        assertEquals(CLASSES * PER_CLASS - 1, log.versions.get(0).images());
        assertEquals(
                List.of("changing"),
                log.deadLetters.stream().map(RejectedFile::reason).toList());
        settle();
        assertEquals(0, log.versions.get(1).rejected());
    }

    @Test
    void otherSettingsOfAWatchAreAnotherState() throws IOException {
        arrive(1);
        FolderSnapshot look = FolderSnapshot.of(folder);

        assertEquals(look.sha256("16"), FolderSnapshot.of(folder).sha256("16"));
        assertNotEquals(look.sha256("16"), look.sha256("32"));
    }
}
