package io.augmenta.quickstart.comparison;

import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.UnreadableImageException;
import io.augmenta.imaging.decode.DecodeLimits;
import io.augmenta.imaging.decode.ImageDecoder;
import io.augmenta.imaging.resample.Resampling;
import io.augmenta.quickstart.progress.ProgressDisplay;
import io.augmenta.quickstart.progress.Standing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Compares the intensities of two folders of images, brought to one size as the ingest service does: grey, padded to a
 * square, shrunk by area averaging. Memory stays flat however many images there are.
 */
public final class FolderComparison {

    private final int imageSizePixels;
    private final ProgressDisplay progress;
    private final BiConsumer<Path, String> unreadable;
    private final ImageDecoder decoder = new ImageDecoder(DecodeLimits.DEFAULT);

    /**
     * Takes what it needs.
     *
     * @param imageSizePixels edge length that images are brought to
     * @param progress is told how many files have been read; the caller closes it
     * @param unreadable is told files that are no images, and why; they are left out
     */
    public FolderComparison(int imageSizePixels, ProgressDisplay progress, BiConsumer<Path, String> unreadable) {
        this.imageSizePixels = imageSizePixels;
        this.progress = progress;
        this.unreadable = unreadable;
    }

    /**
     * Reads both folders and compares them, class by class where both have images of a class.
     *
     * @throws ComparisonException if a folder is missing or holds no image
     */
    public Result compare(Path realFolder, Path generatedFolder) throws ComparisonException {
        List<ImageFolder.Entry> realFiles = ImageFolder.entries(realFolder);
        List<ImageFolder.Entry> generatedFiles = ImageFolder.entries(generatedFolder);
        Gathered real = gather("real", realFolder, realFiles);
        Gathered generated = gather("generated", generatedFolder, generatedFiles);
        SortedMap<String, IntensityTests> classes = new TreeMap<>();
        real.classes().forEach((label, intensities) -> {
            Intensities others = generated.classes().get(label);
            if (others != null) {
                classes.put(label, IntensityTests.of(intensities, others));
            }
        });
        return new Result(IntensityTests.of(real.all(), generated.all()), classes);
    }

    private Gathered gather(String stage, Path folder, List<ImageFolder.Entry> entries) throws ComparisonException {
        progress.begin(stage);
        Intensities all = new Intensities();
        Map<String, Intensities> classes = new TreeMap<>();
        int read = 0;
        for (ImageFolder.Entry entry : entries) {
            byte[] pixels = pixels(entry.file());
            if (pixels.length > 0) {
                all.add(pixels);
                if (entry.label() != null) {
                    classes.computeIfAbsent(entry.label(), label -> new Intensities())
                            .add(pixels);
                }
            }
            progress.show(Standing.of(++read, entries.size(), "files", ""));
        }
        if (all.images() == 0) {
            throw new ComparisonException("none of the " + entries.size() + " files in " + folder
                    + " is an image that can be read (JPEG, PNG, BMP, TIFF or GIF)");
        }
        progress.finish(all.images() + " images" + (classes.isEmpty() ? "" : " in " + classes.size() + " classes"));
        return new Gathered(all, classes);
    }

    /** The pixels at the common size, none where the file is no image. */
    private byte[] pixels(Path file) throws ComparisonException {
        try {
            RasterImage square = Resampling.padToSquare(decoder.decode(file));
            return Resampling.resize(square, imageSizePixels, imageSizePixels).pixels();
        } catch (UnreadableImageException e) {
            unreadable.accept(file, String.valueOf(e.getMessage()));
            return new byte[0];
        } catch (IOException e) {
            throw new ComparisonException("file " + file + " cannot be read: " + e, e);
        }
    }

    private record Gathered(Intensities all, Map<String, Intensities> classes) {}

    /**
     * The comparison.
     *
     * @param overall all images of the one folder against all of the other
     * @param classes the same for each class that both folders have images of, by name
     */
    public record Result(IntensityTests overall, SortedMap<String, IntensityTests> classes) {}
}
