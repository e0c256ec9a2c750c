package io.augmenta.ingest;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.ImageBatch;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.SplitRule;
import io.augmenta.contracts.wire.EventCodec;
import io.augmenta.imaging.decode.DecodeLimits;
import io.augmenta.imaging.identity.Fingerprint;
import io.augmenta.imaging.phantom.PhantomSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestQueueTest {
    private static final int IMAGES_PER_CLASS = 20;
    private static final int IMAGES = 4 * IMAGES_PER_CLASS;
    private static final int BATCH_BYTES = 5_000;
    private static final int BATCHES_IN_FLIGHT = 3;
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path phantoms;

    @TempDir
    Path spillFolder;

    private final RememberedLog log = new RememberedLog();
    private final CountingObserver observer = new CountingObserver();
    private IngestQueue queue;

    @BeforeAll
    static void draw() throws IOException {
        new PhantomSet(7, IMAGES_PER_CLASS, 32).writeTo(phantoms);
    }

    private void open() {
        queue = new IngestQueue(
                new IngestSettings(
                        2,
                        DecodeLimits.DEFAULT,
                        spillFolder,
                        Fingerprint.ALIKE_DISTANCE,
                        BATCH_BYTES,
                        BATCHES_IN_FLIGHT,
                        2),
                log,
                observer,
                Clock.systemUTC());
    }

    @AfterEach
    void nothingIsLeftBehind() throws Exception {
        assertTrue(queue.close(SOON));
        try (Stream<Path> left = Files.list(spillFolder)) {
            assertFalse(left.findAny().isPresent(), "a temporary file is left");
        }
    }

    @Test
    void sealedVersionSaysWhatWasPublished() {
        open();
        IngestStatus status = ended(queue.submit(request(phantoms)));

        assertEquals(IngestState.SEALED, status.state());
        assertEquals(1, status.fraction());
        DatasetVersion version = log.versions.get(0);
        assertEquals(version, status.sealed());
        assertEquals(PhantomSet.classes(), version.classes());
        assertEquals(IMAGES, version.images());
        List<LabelledImage> images =
                log.batches.stream().flatMap(batch -> batch.images().stream()).toList();
        Map<String, Long> published = images.stream()
                .collect(Collectors.groupingBy(image -> image.split() + " " + image.label(), Collectors.counting()));
        Map<String, Long> promised = version.counts().stream()
                .collect(Collectors.toMap(count -> count.split() + " " + count.label(), count -> count.count()));
        assertEquals(promised, published);
        assertEquals(2, published.get("TEST " + PhantomSet.classes().get(0)));
        assertEquals(IMAGES, images.stream().map(LabelledImage::id).distinct().count());
        assertTrue(images.stream().allMatch(image -> Files.exists(phantoms.resolve(image.source()))));
        assertEquals(IMAGES, observer.published);
    }

    @Test
    void recordsStayWithinTheirBytesAndNumberThemselves() {
        open();
        ended(queue.submit(request(phantoms)));

        for (int i = 0; i < log.batches.size(); i++) {
            ImageBatch batch = log.batches.get(i);
            assertEquals(i, batch.sequence());
            assertTrue(EventCodec.encode(batch).length <= BATCH_BYTES);
        }
        // 16 x 16 pixels and less than 300 bytes besides: batches are not needlessly small
        assertTrue(log.batches.size() <= IMAGES * (16 * 16 + 300) / BATCH_BYTES + 1, "" + log.batches.size());
    }

    @Test
    void onlySoManyBatchesAreOnTheirWay() {
        log.withhold();
        open();
        IngestStatus submitted = queue.submit(request(phantoms));

        await().atMost(SOON).until(() -> log.unacknowledged() == BATCHES_IN_FLIGHT);
        assertEquals(IngestState.PUBLISHING, status(submitted).state());
        log.acknowledge();

        assertEquals(IngestState.SEALED, ended(submitted).state());
    }

    @Test
    void sameContentIsSealedOnce() throws IOException {
        open();
        ended(queue.submit(request(phantoms)));
        int batches = log.batches.size();

        IngestStatus again = ended(queue.submit(request(phantoms)));

        assertTrue(again.alreadySealed());
        assertEquals(log.versions.get(0), again.sealed());
        assertEquals(batches, log.batches.size());
        assertEquals(1, log.versions.size());
    }

    @Test
    void laterVersionKeepsTheSplitsOfTheEarlierOne(@TempDir Path folder) throws IOException {
        new PhantomSet(1, IMAGES_PER_CLASS, 32).writeTo(folder.resolve("first"));
        new PhantomSet(2, IMAGES_PER_CLASS, 32).writeTo(folder.resolve("second"));
        Path growing = Files.createDirectory(folder.resolve("growing"));
        copyImages(folder.resolve("first"), growing, "1-");
        open();
        ended(queue.submit(request(growing)));
        copyImages(folder.resolve("second"), growing, "2-");

        IngestStatus grown = ended(queue.submit(request(growing)));

        assertEquals(2, log.versions.size());
        assertEquals("", log.versions.get(0).follows());
        assertEquals(log.versions.get(0).version(), log.versions.get(1).follows());
        Map<String, Split> before = splits(log.versions.get(0));
        Map<String, Split> after = splits(log.versions.get(1));
        before.forEach((id, split) -> assertEquals(split, after.get(id)));
        assertTrue(after.size() > before.size());
        assertEquals(2 * IMAGES, grown.images() + grown.duplicates() + grown.withheld());
    }

    private Map<String, Split> splits(DatasetVersion version) {
        return log.batches.stream()
                .filter(batch -> batch.ingestId().equals(version.ingestId()))
                .flatMap(batch -> batch.images().stream())
                .collect(Collectors.toMap(LabelledImage::id, LabelledImage::split));
    }

    private static void copyImages(Path from, Path to, String prefix) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path label =
                        Files.createDirectories(to.resolve(from.relativize(file).subpath(0, 1)));
                Files.copy(file, label.resolve(prefix + file.getFileName()));
            }
        }
    }

    @Test
    void leavingMidwaySealsNothing() throws InterruptedException {
        log.withhold();
        open();
        IngestStatus publishing = queue.submit(request(phantoms));
        IngestStatus waiting = queue.submit(request(phantoms));
        await().atMost(SOON).until(() -> log.unacknowledged() > 0);

        assertTrue(queue.close(Duration.ofSeconds(4)));

        assertEquals(List.of(), log.versions);
        for (IngestStatus left : List.of(status(publishing), status(waiting))) {
            assertEquals(IngestState.FAILED, left.state());
            assertTrue(String.valueOf(left.reason()).contains("stopped"), left.reason());
        }
        assertThrows(QueueFullException.class, () -> queue.submit(request(phantoms)));
    }

    @Test
    void logThatRefusesIsAFailureThatSealsNothing() {
        log.refuse();
        open();
        IngestStatus status = ended(queue.submit(request(phantoms)));

        assertEquals(IngestState.FAILED, status.state());
        assertTrue(String.valueOf(status.reason()).contains("the broker is gone"), status.reason());
        assertEquals(List.of(), log.versions);
        assertEquals(1, observer.failed);
    }

    @Test
    void ingestsTakeTurnsAndTheQueueIsBounded() {
        log.withhold();
        open();
        IngestStatus first = queue.submit(request(phantoms));
        await().atMost(SOON).until(() -> log.unacknowledged() > 0);
        IngestStatus second = queue.submit(request(phantoms));
        IngestStatus third = queue.submit(request(phantoms));

        assertThrows(QueueFullException.class, () -> queue.submit(request(phantoms)));
        assertEquals(IngestState.QUEUED, status(second).state());
        assertEquals(
                List.of(third.id(), second.id(), first.id()),
                queue.latestFirst().stream().map(IngestStatus::id).toList());
        log.acknowledge();

        assertEquals(IngestState.SEALED, ended(third).state());
        assertTrue(status(second).alreadySealed());
    }

    @Test
    void folderOfUnreadableFilesIsAClearFailureAndEachIsADeadLetter(@TempDir Path folder) throws IOException {
        for (String label : List.of("a", "b")) {
            Path classFolder = Files.createDirectories(folder.resolve(label));
            Files.writeString(classFolder.resolve("1.png"), "no image");
        }
        open();
        IngestStatus status = ended(queue.submit(request(folder)));

        assertEquals(IngestState.FAILED, status.state());
        assertTrue(String.valueOf(status.reason()).contains("of 2 files 2 cannot be read [unknown-format]"));
        assertEquals(Map.of("unknown-format", 2L), status.rejected());
        assertEquals(
                List.of("a/1.png", "b/1.png"),
                log.deadLetters.stream().map(file -> file.source()).toList());
    }

    @Test
    void imagesOfTestingStayInTestingAndLeaveTraining(@TempDir Path folder) throws IOException {
        new PhantomSet(1, 10, 32).writeTo(folder.resolve("Training"));
        new PhantomSet(2, 3, 32).writeTo(folder.resolve("Testing"));
        String label = PhantomSet.classes().get(0);
        Files.copy(
                folder.resolve("Training").resolve(label).resolve("0000.png"),
                folder.resolve("Testing").resolve(label).resolve("copy.png"));
        open();
        IngestStatus status = ended(queue.submit(new IngestRequest(folder, "parts", 16, SplitRule.SUPPLIED, 7)));

        DatasetVersion version = log.versions.get(0);
        assertEquals(52, version.images());
        assertEquals(1, version.duplicates());
        assertEquals(
                4,
                version.counts().stream()
                        .filter(count ->
                                count.split() == Split.TEST && count.label().equals(label))
                        .findFirst()
                        .orElseThrow()
                        .count());
        List<LabelledImage> test = log.batches.stream()
                .flatMap(batch -> batch.images().stream())
                .filter(image -> image.split() == Split.TEST)
                .toList();
        assertEquals(13, test.size());
        assertTrue(test.stream().allMatch(image -> image.source().startsWith("Testing/")));
        assertTrue(
                status.warnings().stream().anyMatch(said -> said.startsWith("1 images are in Training as well")),
                status.warnings().toString());
    }

    @Test
    void dividedFolderIsPooledUnderOtherRules(@TempDir Path folder) throws IOException {
        new PhantomSet(1, 10, 32).writeTo(folder.resolve("Training"));
        new PhantomSet(2, 10, 32).writeTo(folder.resolve("Testing"));
        open();
        ended(queue.submit(request(folder)));

        assertEquals(80, log.versions.get(0).images());
        assertTrue(log.versions.get(0).counts().stream()
                .filter(count -> count.split() == Split.TEST)
                .allMatch(count -> count.count() == 2));
    }

    private IngestRequest request(Path folder) {
        return new IngestRequest(folder, "phantoms", 16, SplitRule.GROUPED, 7);
    }

    private IngestStatus ended(IngestStatus submitted) {
        await().atMost(SOON).until(() -> status(submitted).state().ended());
        return status(submitted);
    }

    private IngestStatus status(IngestStatus submitted) {
        IngestStatus status = queue.find(submitted.id()).orElseThrow();
        assertNotNull(status);
        return status;
    }

    private static final class CountingObserver extends Unheard {
        private volatile int published;
        private volatile int failed;

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
        public void imagesPublished(int images, long bytes) {
            published += images;
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
        public void ended(IngestState state, Duration took) {
            failed += state == IngestState.FAILED ? 1 : 0;
        }
    }
}
