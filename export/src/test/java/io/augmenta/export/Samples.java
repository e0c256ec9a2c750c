package io.augmenta.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.augmenta.contracts.Bytes;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.ImageBatch;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.OffsetRange;
import io.augmenta.contracts.Provenance;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.SplitCount;
import io.augmenta.contracts.SplitRule;
import io.augmenta.contracts.SyntheticBatch;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/** A data set of two classes, and images of a generator, as a log would hand them out. */
final class Samples {
    static final List<String> CLASSES = List.of("glioma", "no/tumor");
    static final String CHECKPOINT = "run-e0003";
    static final int SIDE = 8;
    static final Map<Split, Integer> IMAGES_OF_A_CLASS = Map.of(Split.TRAIN, 5, Split.VALIDATION, 2, Split.TEST, 3);

    private Samples() {}

    static DatasetVersion version() {
        List<SplitCount> counts = new ArrayList<>();
        for (Split split : Split.values()) {
            CLASSES.forEach(label -> counts.add(new SplitCount(split, label, IMAGES_OF_A_CLASS.get(split))));
        }
        return new DatasetVersion(
                "brains",
                "4a3f9c21d0e5b678",
                "ingest-1",
                CLASSES,
                1,
                SIDE,
                SIDE,
                SplitRule.GROUPED,
                7,
                20,
                1,
                2,
                0,
                18,
                0,
                counts,
                List.of(new OffsetRange("augmenta.image-batches.v1", 0, 0, 3)),
                Instant.parse("2026-11-20T10:00:00Z"));
    }

    static LabelledImage real(String label, Split split, int number) {
        String id = digest("real " + label + split + number);
        return new LabelledImage(
                id, label, split, id, 1, SIDE, SIDE, pixels(id), Bytes.empty(), "Doe, Jane/" + number + ".jpg", null);
    }

    static LabelledImage synthetic(String label, long seed, int index) {
        String id = digest(CHECKPOINT + label + seed + "/" + index);
        return new LabelledImage(
                id,
                label,
                Split.TRAIN,
                id,
                1,
                SIDE,
                SIDE,
                pixels(id),
                Bytes.empty(),
                "",
                new Provenance(CHECKPOINT, digest("onnx"), "wgan-gp", seed, index, "augmenta-generator 1"));
    }

    private static Bytes pixels(String id) {
        byte[] pixels = new byte[SIDE * SIDE];
        new Random(id.hashCode()).nextBytes(pixels);
        return Bytes.wrap(pixels);
    }

    static String digest(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<LabelledImage> realImages() {
        List<LabelledImage> images = new ArrayList<>();
        for (Split split : Split.values()) {
            for (String label : CLASSES) {
                for (int i = 0; i < IMAGES_OF_A_CLASS.get(split); i++) {
                    images.add(real(label, split, i));
                }
            }
        }
        return images;
    }

    static SyntheticShare share(String requestId, int count) {
        return new SyntheticShare(
                requestId,
                CHECKPOINT,
                List.of(new OffsetRange("augmenta.synthetic-batches.v1", 0, 0, 9)),
                Map.of("glioma", count, "no/tumor", 1));
    }

    /** Six images of each class for every request, each batch twice, and batches that are others'. */
    static ImageLog log() {
        return new ImageLog() {
            @Override
            public void read(DatasetVersion version, Consumer<ImageBatch> sink) {
                List<LabelledImage> images = realImages();
                sink.accept(new ImageBatch("brains", "another-ingest", 0, List.of(real("glioma", Split.TEST, 99))));
                sink.accept(new ImageBatch("brains", "ingest-1", 0, images.subList(0, 12)));
                sink.accept(new ImageBatch("brains", "ingest-1", 0, images.subList(0, 12)));
                sink.accept(new ImageBatch("brains", "ingest-1", 1, images.subList(10, images.size())));
            }

            @Override
            public void read(SyntheticShare share, Consumer<SyntheticBatch> sink) {
                long seed = share.requestId().hashCode();
                for (String label : CLASSES) {
                    List<LabelledImage> images = new ArrayList<>();
                    for (int i = 0; i < 6; i++) {
                        images.add(synthetic(label, seed, i));
                    }
                    sink.accept(new SyntheticBatch("another", CHECKPOINT, 0, List.of(synthetic(label, 1, 0))));
                    sink.accept(new SyntheticBatch(share.requestId(), CHECKPOINT, 0, images.subList(0, 4)));
                    sink.accept(new SyntheticBatch(share.requestId(), CHECKPOINT, 0, images.subList(0, 4)));
                    sink.accept(new SyntheticBatch(share.requestId(), CHECKPOINT, 1, images.subList(4, 6)));
                }
            }
        };
    }

    static ExportPlan plan(ExportContents contents, SplitLayout layout, List<SyntheticShare> shares) {
        return plan(contents, layout, shares, false);
    }

    static ExportPlan plan(
            ExportContents contents, SplitLayout layout, List<SyntheticShare> shares, boolean withSources) {
        return new ExportPlan(
                version(),
                2,
                contents,
                layout,
                shares,
                shares.isEmpty()
                        ? List.of()
                        : List.of(new ExportPlan.Generator(CHECKPOINT, Optional.empty(), Optional.empty())),
                true,
                withSources,
                new Publication(
                        Optional.empty(), Optional.empty(), Optional.empty(), Instant.parse("2026-11-23T12:00:00Z")));
    }

    /** Never stops. */
    static ExportObserver unobserved() {
        return new ExportObserver() {
            @Override
            public void exported(long images, long ofImages) {}

            @Override
            public boolean stopped() {
                return false;
            }
        };
    }
}
