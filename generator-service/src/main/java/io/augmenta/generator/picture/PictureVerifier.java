package io.augmenta.generator.picture;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.ProvenanceText;
import io.augmenta.generator.Checkpoints;
import io.augmenta.generator.GeneratorUnavailableException;
import io.augmenta.generator.ImageKey;
import io.augmenta.generator.LoadedGenerators;
import io.augmenta.generator.SyntheticImages;
import io.augmenta.generator.batching.Caller;
import io.augmenta.generator.batching.NotServedException;
import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.UnreadableImageException;
import io.augmenta.imaging.png.FastPngEncoder;
import io.augmenta.imaging.png.PngDecoder;
import io.augmenta.imaging.png.PngFile;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes an image again from what its PNG says it was made from, and compares. Thread-safe; all it works with stays with the
 * caller.
 */
public final class PictureVerifier {
    private final Checkpoints checkpoints;
    private final LoadedGenerators generators;
    private final SyntheticImages syntheticImages;

    /** What came of it. */
    public sealed interface Verdict {}

    /**
     * The pixels are those that the checkpoint makes.
     *
     * @param text what the file says of itself
     * @param wholeFile whether every byte of the file is: its text, and how it was compressed, as well
     */
    public record Same(Map<String, String> text, boolean wholeFile) implements Verdict {}

    /**
     * The checkpoint makes another image.
     *
     * @param text what the file says of itself
     * @param differingSamples how many samples differ
     * @param largestDifference the largest difference of a sample, of 255
     */
    public record Different(Map<String, String> text, int differingSamples, int largestDifference) implements Verdict {}

    /**
     * It cannot be made again.
     *
     * @param reason what is missing
     */
    public record NotVerifiable(String reason) implements Verdict {}

    /** Takes what makes images. */
    public PictureVerifier(Checkpoints checkpoints, LoadedGenerators generators, SyntheticImages syntheticImages) {
        this.checkpoints = checkpoints;
        this.generators = generators;
        this.syntheticImages = syntheticImages;
    }

    /**
     * Verifies a single image; a sheet of many is not verifiable.
     *
     * @param png a file's content
     * @throws GeneratorUnavailableException if the checkpoint's generator cannot be used
     * @throws NotServedException if there is no room, the deadline passes or the client leaves
     */
    public Verdict verify(byte[] png, Caller caller)
            throws GeneratorUnavailableException, NotServedException, InterruptedException {
        PngFile file;
        try {
            file = PngDecoder.decode(png);
        } catch (UnreadableImageException e) {
            return new NotVerifiable("the file is no PNG that this software writes: " + e.getMessage());
        }
        Optional<ProvenanceText.Origin> said = ProvenanceText.origin(file.text());
        if (said.isEmpty()) {
            return new NotVerifiable("the file does not say what it was made from: expected the text chunks "
                    + String.join(", ", ProvenanceText.originKeywords()) + " of a single image");
        }
        ProvenanceText.Origin origin = said.get();
        Optional<CheckpointPublished> known = checkpoints.find(origin.checkpointId());
        if (known.isEmpty()) {
            return new NotVerifiable("checkpoint " + origin.checkpointId() + " is not known here");
        }
        CheckpointPublished checkpoint = known.get();
        if (!checkpoint.generator().sha256().equals(origin.generatorSha256())
                || !checkpoint.classes().contains(origin.label())) {
            return new NotVerifiable("checkpoint " + origin.checkpointId() + " is another here: its generator is "
                    + checkpoint.generator().sha256() + " with the classes " + checkpoint.classes()
                    + ", the file says " + origin.generatorSha256() + " and " + origin.label());
        }
        return compared(png, file, made(checkpoint, origin, caller));
    }

    private LabelledImage made(CheckpointPublished checkpoint, ProvenanceText.Origin origin, Caller caller)
            throws GeneratorUnavailableException, NotServedException, InterruptedException {
        ImageKey key = new ImageKey(checkpoint.classes().indexOf(origin.label()), origin.index());
        try (LoadedGenerators.Lease lease = generators.lease(checkpoint)) {
            return syntheticImages.remade(lease, checkpoint, origin.seed(), key, caller);
        }
    }

    private static Verdict compared(byte[] png, PngFile file, LabelledImage made) {
        RasterImage expected = Pictures.raster(made);
        if (file.image().equals(expected)) {
            Map<String, String> text = new LinkedHashMap<>(ProvenanceText.of(made));
            // another version of the software, or one with another copy guard, may have made the file
            keep(ProvenanceText.SOFTWARE, file, text);
            keep(ProvenanceText.COPY_GUARD, file, text);
            return new Same(file.text(), Arrays.equals(png, FastPngEncoder.encode(expected, text)));
        }
        return difference(file, expected);
    }

    private static void keep(String keyword, PngFile file, Map<String, String> text) {
        text.remove(keyword);
        String said = file.text().get(keyword);
        if (said != null) {
            text.put(keyword, said);
        }
    }

    private static Different difference(PngFile file, RasterImage expected) {
        byte[] found = file.image().pixels();
        byte[] wanted = expected.pixels();
        int differing = 0;
        int largest = 0;
        for (int i = 0; i < Math.min(found.length, wanted.length); i++) {
            int difference = Math.abs((found[i] & 0xff) - (wanted[i] & 0xff));
            differing += difference == 0 ? 0 : 1;
            largest = Math.max(largest, difference);
        }
        boolean sameSize = found.length == wanted.length;
        return new Different(file.text(), sameSize ? differing : wanted.length, sameSize ? largest : 255);
    }
}
