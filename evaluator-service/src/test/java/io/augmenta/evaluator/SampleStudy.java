package io.augmenta.evaluator;

import io.augmenta.contracts.ArtifactReference;
import io.augmenta.contracts.Bytes;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.CopyGuard;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.EpochLosses;
import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.EvaluationSettings;
import io.augmenta.contracts.ImageBatch;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.OffsetRange;
import io.augmenta.contracts.Provenance;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.SplitCount;
import io.augmenta.contracts.SplitRule;
import io.augmenta.contracts.SyntheticBatch;
import io.augmenta.contracts.Topics;
import io.augmenta.eventlog.ClaimChecks;
import io.augmenta.imaging.phantom.LesionKind;
import io.augmenta.imaging.phantom.PhantomSet;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A small study on phantoms: real ones, and "generated" ones that are phantoms of another seed, darkened and noisy.
 */
public final class SampleStudy {
    static final String DATASET = "phantom";
    static final String INGEST = "ingest-1";
    static final String CHECKPOINT = "run-1-e0003";
    static final String GENERATION = "generation-1";
    /** For batches that hold their images. */
    public static final ClaimChecks NOTHING_STORED = new ClaimChecks(new EvaluatorRig.FullStore());

    private static final String GENERATOR_SHA_256 = sha256("generator");

    private final int sizePixels;
    private final CopyGuard copyGuard;
    private final List<LabelledImage> real = new ArrayList<>();
    private final List<LabelledImage> generated = new ArrayList<>();

    /** One of which nobody compared the generated images with training images. */
    public SampleStudy(int perClass, int sizePixels) {
        this(perClass, sizePixels, CopyGuard.UNKNOWN);
    }

    /** One whose generator withheld the first three of every ten images of a class. */
    public static SampleStudy guarded(int perClass, int sizePixels) {
        return new SampleStudy(perClass, sizePixels, CopyGuard.CHECKED);
    }

    private SampleStudy(int perClass, int sizePixels, CopyGuard copyGuard) {
        this.sizePixels = sizePixels;
        this.copyGuard = copyGuard;
        PhantomSet phantoms = new PhantomSet(7, perClass, sizePixels);
        PhantomSet others = new PhantomSet(8, perClass, sizePixels);
        for (LesionKind kind : LesionKind.values()) {
            for (int i = 0; i < perClass; i++) {
                real.add(realImage(kind.label(), i, phantoms.image(kind, i).pixels()));
                generated.add(generatedImage(
                        kind.label(), i, faded(others.image(kind, i).pixels(), i)));
            }
        }
    }

    public List<LabelledImage> real() {
        return List.copyOf(real);
    }

    public List<LabelledImage> generated() {
        return List.copyOf(generated);
    }

    /** Batches of real images, as ingest would publish them. */
    public List<ImageBatch> realBatches() {
        List<ImageBatch> batches = new ArrayList<>();
        for (int from = 0; from < real.size(); from += 25) {
            batches.add(new ImageBatch(
                    DATASET, INGEST, batches.size(), real.subList(from, Math.min(from + 25, real.size()))));
        }
        return batches;
    }

    /** Batches of generated images, as the generator would publish them. */
    public List<SyntheticBatch> generatedBatches() {
        List<SyntheticBatch> batches = new ArrayList<>();
        for (int from = 0; from < generated.size(); from += 25) {
            batches.add(new SyntheticBatch(
                    GENERATION,
                    CHECKPOINT,
                    batches.size(),
                    generated.subList(from, Math.min(from + 25, generated.size()))));
        }
        return batches;
    }

    public DatasetVersion version(List<OffsetRange> ranges) {
        return new DatasetVersion(
                DATASET,
                "0123456789abcdef",
                INGEST,
                PhantomSet.classes(),
                1,
                sizePixels,
                sizePixels,
                SplitRule.GROUPED,
                7,
                real.size(),
                2,
                1,
                0,
                real.size(),
                0,
                counts(),
                ranges,
                Instant.parse("2026-11-22T10:00:00Z"));
    }

    private List<SplitCount> counts() {
        List<SplitCount> counts = new ArrayList<>();
        for (Split split : Split.values()) {
            for (String label : PhantomSet.classes()) {
                counts.add(new SplitCount(
                        split,
                        label,
                        real.stream()
                                .filter(image ->
                                        image.split() == split && image.label().equals(label))
                                .count()));
            }
        }
        return counts;
    }

    public CheckpointPublished checkpoint() {
        ArtifactReference artifact =
                new ArtifactReference(URI.create("artifact:sha256:" + GENERATOR_SHA_256), GENERATOR_SHA_256, 12345);
        List<EpochLosses> history = Stream.iterate(1, epoch -> epoch + 1)
                .limit(30)
                .map(epoch -> new EpochLosses(
                        epoch,
                        Map.of(
                                "critic",
                                -12.0 + 9.0 / epoch,
                                "generator",
                                3.0 * Math.sin(epoch / 4.0),
                                "gradient_penalty",
                                0.4 / epoch,
                                "gradient_norm",
                                1 + 0.2 / epoch),
                        2.5))
                .toList();
        return new CheckpointPublished(
                CHECKPOINT,
                "run-1",
                30,
                900,
                true,
                "wgan-gp",
                Map.of("latent", "128", "critic-steps", "5"),
                DATASET,
                "0123456789abcdef",
                7,
                PhantomSet.classes(),
                1,
                sizePixels,
                sizePixels,
                128,
                artifact,
                artifact,
                artifact,
                history,
                "CPU",
                75.0,
                Instant.parse("2026-11-22T10:05:00Z"));
    }

    public EvaluationRequested request(String evaluationId, String classifier, List<OffsetRange> generatedRanges) {
        return new EvaluationRequested(
                evaluationId,
                DATASET,
                "0123456789abcdef",
                CHECKPOINT,
                GENERATION,
                generatedRanges,
                EvaluationSettings.shortest(classifier, Map.of(), 7));
    }

    public static OffsetRange someRange() {
        return new OffsetRange(Topics.IMAGE_BATCHES.name(), 0, 0, 10);
    }

    /** Every tenth image is for testing and every tenth for validation. */
    private static Split splitOf(int index) {
        return Map.of(3, Split.TEST, 7, Split.VALIDATION).getOrDefault(index % 10, Split.TRAIN);
    }

    private LabelledImage realImage(String label, int index, byte[] pixels) {
        String id = sha256("real " + label + " " + index);
        return new LabelledImage(
                id,
                label,
                splitOf(index),
                id,
                1,
                sizePixels,
                sizePixels,
                Bytes.wrap(pixels),
                Bytes.empty(),
                label + "/" + index + ".png",
                null);
    }

    private LabelledImage generatedImage(String label, int index, byte[] pixels) {
        String id = sha256("generated " + label + " " + index);
        int made = copyGuard == CopyGuard.CHECKED ? index + 3 * (index / 7 + 1) : index;
        return new LabelledImage(
                id,
                label,
                Split.TRAIN,
                id,
                1,
                sizePixels,
                sizePixels,
                Bytes.wrap(pixels),
                Bytes.empty(),
                "",
                new Provenance(CHECKPOINT, GENERATOR_SHA_256, "wgan-gp", 7, made, "test", copyGuard));
    }

    private static byte[] faded(byte[] pixels, int seed) {
        Random random = new Random(seed);
        byte[] faded = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            int value = (int) ((pixels[i] & 0xff) * 0.8 + random.nextGaussian() * 18);
            faded[i] = (byte) Math.max(0, Math.min(255, value));
        }
        return faded;
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
