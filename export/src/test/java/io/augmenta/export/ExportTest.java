package io.augmenta.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.ImageBatch;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.ProvenanceText;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.SyntheticBatch;
import io.augmenta.imaging.png.PngDecoder;
import io.augmenta.imaging.png.PngFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
    private final Path folder;

    ExportTest(@TempDir Path parent) {
        folder = parent.resolve("out");
    }

    private Export.Result export(ExportPlan plan) throws IOException {
        return export(plan, Samples.log());
    }

    private Export.Result export(ExportPlan plan, ImageLog log) throws IOException {
        try (FolderTarget target = FolderTarget.open(folder, false)) {
            return new Export(plan, log, target, Samples.unobserved()).run();
        }
    }

    private List<CSVRecord> table() throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser rows = CSVParser.parse(Files.newBufferedReader(folder.resolve("metadata.csv")), format)) {
            return rows.getRecords();
        }
    }

    private Set<String> images() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".png"))
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void everyImageOfTheVersionIsThereOnceWithItsPixels() throws IOException {
        Export.Result result = export(Samples.plan(ExportContents.REAL, SplitLayout.FOLDERS, List.of()));

        assertEquals(20, result.realImages());
        assertEquals(0, result.syntheticImages());
        Set<String> expected = Samples.realImages().stream()
                .map(image -> splitFolder(image.split()) + "/" + image.label().replace('/', '_') + "/real-" + image.id()
                        + ".png")
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(expected, images());
        for (LabelledImage image : Samples.realImages()) {
            PngFile png = PngDecoder.decode(Files.readAllBytes(folder.resolve(splitFolder(image.split()))
                    .resolve(image.label().replace('/', '_'))
                    .resolve("real-" + image.id() + ".png")));
            assertArrayEquals(image.pixels().toArray(), png.image().pixels());
            assertEquals(Map.of(), png.text());
        }
    }

    private static String splitFolder(Split split) {
        return Map.of(Split.TRAIN, "train", Split.VALIDATION, "validation", Split.TEST, "test")
                .get(split);
    }

    @Test
    void theTableTellsEachFileWithItsDigest() throws Exception {
        export(Samples.plan(ExportContents.MIXED, SplitLayout.FOLDERS, List.of(Samples.share("topup-1", 4))));

        List<CSVRecord> rows = table();
        assertEquals(images(), rows.stream().map(row -> row.get("file_name")).collect(Collectors.toSet()));
        assertEquals(25, rows.size());
        for (CSVRecord row : rows) {
            byte[] file = Files.readAllBytes(folder.resolve(row.get("file_name")));
            String digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(file));
            assertEquals(digest, row.get("sha256"));
            assertEquals("8", row.get("width"));
            assertTrue(row.get("file_name").startsWith(row.get("split") + "/"), row::toString);
            assertTrue(row.get("file_name").contains("/" + row.get("origin") + "-" + row.get("id")), row::toString);
        }
    }

    @Test
    void splitsAreInTheTableWhereTheyAreNoFolders() throws IOException {
        export(Samples.plan(ExportContents.REAL, SplitLayout.COLUMN, List.of()));

        Map<String, Split> splits =
                Samples.realImages().stream().collect(Collectors.toMap(LabelledImage::id, LabelledImage::split));
        List<CSVRecord> rows = table();
        assertEquals(20, rows.size());
        for (CSVRecord row : rows) {
            assertEquals(splitFolder(splits.get(row.get("id"))), row.get("split"));
            assertTrue(row.get("file_name").matches("(glioma|no_tumor)/real-[0-9a-f]{64}\\.png"), row::toString);
        }
    }

    @Test
    void syntheticImagesAreTheFirstOfEachShareAndForTraining() throws IOException {
        Export.Result result = export(Samples.plan(
                ExportContents.SYNTHETIC,
                SplitLayout.FOLDERS,
                List.of(Samples.share("topup-1", 6), Samples.share("topup-2", 2))));

        assertEquals(0, result.realImages());
        assertEquals(10, result.syntheticImages());
        Map<String, List<String>> indices = table().stream()
                .collect(Collectors.groupingBy(
                        row -> row.get("class") + " " + row.get("seed"),
                        Collectors.mapping(row -> row.get("index"), Collectors.toList())));
        long first = "topup-1".hashCode();
        long second = "topup-2".hashCode();
        assertEquals(
                Map.of(
                        "glioma " + first, List.of("0", "1", "2", "3", "4", "5"),
                        "glioma " + second, List.of("0", "1"),
                        "no/tumor " + first, List.of("0"),
                        "no/tumor " + second, List.of("0")),
                indices);
        assertTrue(images().stream().allMatch(path -> path.startsWith("train/") && path.contains("/synthetic-")));
    }

    @Test
    void aSyntheticPngSaysWhatItWasMadeFrom() throws IOException {
        export(Samples.plan(ExportContents.SYNTHETIC, SplitLayout.COLUMN, List.of(Samples.share("topup-1", 1))));

        LabelledImage made = Samples.synthetic("glioma", "topup-1".hashCode(), 0);
        PngFile png = PngDecoder.decode(Files.readAllBytes(folder.resolve("glioma/synthetic-" + made.id() + ".png")));

        assertEquals(ProvenanceText.of(made), png.text());
        assertEquals("true", png.text().get("Synthetic"));
        assertArrayEquals(made.pixels().toArray(), png.image().pixels());
    }

    @Test
    void whereImagesCameFromIsToldOnlyIfAskedFor() throws IOException {
        export(Samples.plan(ExportContents.REAL, SplitLayout.FOLDERS, List.of()));
        for (Path file : List.of(
                folder.resolve("metadata.csv"), folder.resolve("README.md"), folder.resolve("croissant.json"))) {
            assertFalse(Files.readString(file).contains("Doe"), file.toString());
        }

        try (FolderTarget target = FolderTarget.open(folder, true)) {
            ExportPlan named = Samples.plan(ExportContents.REAL, SplitLayout.FOLDERS, List.of(), true);
            new Export(named, Samples.log(), target, Samples.unobserved()).run();
        }
        assertTrue(table().get(0).get("source").startsWith("Doe, Jane/"));
        assertTrue(Files.readString(folder.resolve("README.md")).contains("may identify patients"));
    }

    @Test
    void theSamePlanGivesTheSameFiles() throws IOException {
        ExportPlan plan = Samples.plan(ExportContents.MIXED, SplitLayout.FOLDERS, List.of(Samples.share("topup-1", 3)));
        export(plan);
        String first = Files.readString(folder.resolve("metadata.csv"));
        String description = Files.readString(folder.resolve("croissant.json"));
        try (FolderTarget target = FolderTarget.open(folder, true)) {
            new Export(plan, Samples.log(), target, Samples.unobserved()).run();
        }

        assertEquals(first, Files.readString(folder.resolve("metadata.csv")));
        assertEquals(description, Files.readString(folder.resolve("croissant.json")));
    }

    @Test
    void aLogThatLacksImagesOfTheVersionLeavesNothing() throws IOException {
        ImageLog lacking = new ImageLog() {
            @Override
            public void read(DatasetVersion version, Consumer<ImageBatch> sink) throws IOException {
                Samples.log().read(version, batch -> {
                    if (batch.sequence() == 0) {
                        sink.accept(batch);
                    }
                });
            }

            @Override
            public void read(SyntheticShare share, Consumer<SyntheticBatch> sink) throws IOException {
                Samples.log().read(share, sink);
            }
        };

        IncompleteLogException incomplete = assertThrows(
                IncompleteLogException.class,
                () -> export(Samples.plan(ExportContents.REAL, SplitLayout.FOLDERS, List.of()), lacking));

        assertTrue(String.valueOf(incomplete.getMessage()).contains("expected"), incomplete::getMessage);
        assertNothingLeft();
    }

    @Test
    void anAnswerThatIsShorterThanItsShareIsRefused() {
        ExportPlan plan =
                Samples.plan(ExportContents.SYNTHETIC, SplitLayout.FOLDERS, List.of(Samples.share("topup-1", 7)));

        IncompleteLogException incomplete = assertThrows(IncompleteLogException.class, () -> export(plan));

        assertTrue(String.valueOf(incomplete.getMessage()).contains("topup-1"), incomplete::getMessage);
    }

    @Test
    void anExportThatIsStoppedLeavesNothing() throws IOException {
        List<Long> told = new ArrayList<>();
        ExportObserver stopping = new ExportObserver() {
            @Override
            public void exported(long images, long ofImages) {
                told.add(images);
            }

            @Override
            public boolean stopped() {
                return told.size() == 2;
            }
        };

        assertThrows(ExportStoppedException.class, () -> {
            try (FolderTarget target = FolderTarget.open(folder, false)) {
                new Export(
                                Samples.plan(ExportContents.REAL, SplitLayout.FOLDERS, List.of()),
                                Samples.log(),
                                target,
                                stopping)
                        .run();
            }
        });

        assertEquals(List.of(12L, 12L), told);
        assertNothingLeft();
    }

    private void assertNothingLeft() throws IOException {
        try (Stream<Path> left = Files.list(folder.getParent())) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void aHundredThousandImagesPassThroughLittleMemory() throws IOException {
        int images = 100_000;
        ExportPlan plan = Samples.plan(
                ExportContents.SYNTHETIC,
                SplitLayout.FOLDERS,
                List.of(new SyntheticShare("many", Samples.CHECKPOINT, List.of(), Map.of("glioma", images))));
        ImageLog many = new ImageLog() {
            @Override
            public void read(DatasetVersion version, Consumer<ImageBatch> sink) {}

            @Override
            public void read(SyntheticShare share, Consumer<SyntheticBatch> sink) {
                for (int first = 0; first < images; first += 100) {
                    List<LabelledImage> batch = new ArrayList<>();
                    for (int i = first; i < first + 100; i++) {
                        batch.add(Samples.synthetic("glioma", 7, i));
                    }
                    sink.accept(new SyntheticBatch("many", Samples.CHECKPOINT, first / 100, batch));
                }
            }
        };
        Retained retained = new Retained();

        Export.Result result = new Export(plan, many, new CountingTarget(), retained).run();

        assertEquals(images, result.syntheticImages());
        // the PNGs alone would be more than 50 MB
        assertTrue(result.bytes() > 50_000_000, () -> "bytes of PNGs: " + result.bytes());
        assertNotEquals(0, retained.growthBytes);
        assertTrue(retained.growthBytes < 5_000_000, () -> "retained bytes: " + retained.growthBytes);
    }

    /** What is kept in memory between the first batch and the last. */
    private static final class Retained implements ExportObserver {
        private long afterFirst;
        private long growthBytes;

        @Override
        public void exported(long images, long ofImages) {
            if (images == 100) {
                afterFirst = used();
            } else if (images == ofImages) {
                growthBytes = used() - afterFirst;
            }
        }

        private static long used() {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            return runtime.totalMemory() - runtime.freeMemory();
        }

        @Override
        public boolean stopped() {
            return false;
        }
    }

    private static final class CountingTarget implements ExportTarget {
        @Override
        public void put(String path, byte[] content, String mediaType) {}

        @Override
        public void put(String path, Path content, String mediaType) {}

        @Override
        public void complete(String path, byte[] content, String mediaType) {}

        @Override
        public String description() {
            return "nowhere";
        }

        @Override
        public void close() {}
    }
}
