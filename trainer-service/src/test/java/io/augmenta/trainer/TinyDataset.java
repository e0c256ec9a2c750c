package io.augmenta.trainer;

import io.augmenta.contracts.Bytes;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.ImageBatch;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.OffsetRange;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.SplitCount;
import io.augmenta.contracts.SplitRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Twelve training and two test images of two classes, stripes one way or the other, 32 × 32, in batches of four. */
public final class TinyDataset {
    public static final String NAME = "stripes";
    public static final String VERSION = "0123456789abcdef";
    public static final String INGEST = "ingest-1";
    public static final List<String> CLASSES = List.of("across", "down");
    /** A recipe that trains on it within a second. */
    public static final Map<String, String> PARAMETERS =
            Map.of("width", "4", "batch-size", "4", "critic-steps", "1", "latent", "8");

    private static final int SIZE = 32;
    private static final int TRAIN = 12;
    private static final int TEST = 2;
    private static final int BATCH = 4;

    private TinyDataset() {}

    public static DatasetVersion version(List<OffsetRange> ranges) {
        return version(VERSION, TRAIN, ranges);
    }

    static DatasetVersion version(String version, int height, int width) {
        return version(version, TRAIN, height, width, List.of());
    }

    static DatasetVersion version(String version, int trainingImages, List<OffsetRange> ranges) {
        return version(version, trainingImages, SIZE, SIZE, ranges);
    }

    private static DatasetVersion version(
            String version, int trainingImages, int height, int width, List<OffsetRange> ranges) {
        return new DatasetVersion(
                NAME,
                version,
                INGEST,
                CLASSES,
                1,
                height,
                width,
                SplitRule.GROUPED,
                7,
                trainingImages + TEST,
                0,
                0,
                0,
                trainingImages + TEST,
                0,
                List.of(
                        new SplitCount(Split.TRAIN, "across", trainingImages / 2),
                        new SplitCount(Split.TRAIN, "down", trainingImages - trainingImages / 2),
                        new SplitCount(Split.TEST, "across", TEST)),
                ranges,
                Instant.parse("2026-01-01T00:00:00Z"));
    }

    /** All batches, in the order in which they were ingested. */
    public static List<ImageBatch> batches() {
        List<LabelledImage> images = new ArrayList<>();
        for (int i = 0; i < TRAIN + TEST; i++) {
            images.add(image(i, i < TRAIN ? Split.TRAIN : Split.TEST));
        }
        List<ImageBatch> batches = new ArrayList<>();
        for (int first = 0; first < images.size(); first += BATCH) {
            batches.add(batch(batches.size(), images.subList(first, Math.min(images.size(), first + BATCH))));
        }
        return batches;
    }

    public static ImageBatch batch(int sequence, List<LabelledImage> images) {
        return new ImageBatch(NAME, INGEST, sequence, images);
    }

    /** The id runs against the number, so that the order of ids is not the order of ingestion. */
    public static LabelledImage image(int number, Split split) {
        String id = "%064x".formatted(1000 - number);
        String label = CLASSES.get(split == Split.TEST ? 0 : number % 2);
        return new LabelledImage(
                id, label, split, id, 1, SIZE, SIZE, Bytes.wrap(stripes(number)), Bytes.empty(), "", null);
    }

    private static byte[] stripes(int number) {
        byte[] pixels = new byte[SIZE * SIZE];
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                int along = number % 2 == 0 ? y : x;
                pixels[y * SIZE + x] = (byte) (along % (4 + number / 2) < 2 ? 230 - number : 20 + number);
            }
        }
        return pixels;
    }
}
