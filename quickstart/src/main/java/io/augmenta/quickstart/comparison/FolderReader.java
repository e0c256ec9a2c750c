package io.augmenta.quickstart.comparison;

import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.UnreadableImageException;
import io.augmenta.imaging.decode.DecodeLimits;
import io.augmenta.imaging.decode.ImageDecoder;
import io.augmenta.imaging.resample.Resampling;
import io.augmenta.quickstart.progress.ProgressDisplay;
import io.augmenta.quickstart.progress.Standing;
import io.augmenta.scoring.pixels.ImageSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Reads the images of folders and brings them to one size as the ingest service does: grey, padded to a square, shrunk by
 * area averaging. One file at a time is decoded; what stays in memory is the pixels at that size.
 */
final class FolderReader {

    private final int imageSizePixels;
    private final ProgressDisplay progress;
    private final BiConsumer<Path, String> unreadable;
    private final ImageDecoder decoder = new ImageDecoder(DecodeLimits.DEFAULT);

    FolderReader(int imageSizePixels, ProgressDisplay progress, BiConsumer<Path, String> unreadable) {
        this.imageSizePixels = imageSizePixels;
        this.progress = progress;
        this.unreadable = unreadable;
    }

    /** Reads a folder; files that are no images are told and left out. */
    FolderImages read(String stage, Path folder) throws ComparisonException {
        List<FolderImages.Entry> files = ImageFolder.entries(folder);
        progress.begin(stage);
        List<FolderImages.Entry> entries = new ArrayList<>();
        List<byte[]> images = new ArrayList<>();
        int read = 0;
        for (FolderImages.Entry file : files) {
            pixels(file.file()).ifPresent(pixels -> {
                entries.add(file);
                images.add(pixels);
            });
            progress.show(Standing.of(++read, files.size(), "files", ""));
        }
        if (entries.isEmpty()) {
            throw new ComparisonException("none of the " + files.size() + " files in " + folder
                    + " is an image that can be read (JPEG, PNG, BMP, TIFF or GIF)");
        }
        FolderImages all = new FolderImages(folder, entries, new ImageSet(1, imageSizePixels, imageSizePixels, images));
        int classes = FolderImages.classes(List.of(all)).size();
        progress.finish(all.count() + " images" + (classes == 0 ? "" : " in " + classes + " classes"));
        return all;
    }

    private Optional<byte[]> pixels(Path file) throws ComparisonException {
        try {
            RasterImage square = Resampling.padToSquare(decoder.decode(file));
            return Optional.of(
                    Resampling.resize(square, imageSizePixels, imageSizePixels).pixels());
        } catch (UnreadableImageException e) {
            unreadable.accept(file, String.valueOf(e.getMessage()));
            return Optional.empty();
        } catch (IOException e) {
            throw new ComparisonException("file " + file + " cannot be read: " + e, e);
        }
    }
}
