package io.augmenta.imaging.phantom;

import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.png.PngEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A set of procedurally drawn, brain-like slices in the four classes of {@link LesionKind}, as large as one likes, for
 * demonstrations and tests. The same set gives the same pictures; each picture depends on {@code (seed, class, index)}
 * only, so that a larger set begins with the smaller one. The pictures are drawings: they look like brains, and mean
 * nothing.
 *
 * <p>Immutable, safe for use by any thread.
 *
 * @param seed of all lots
 * @param imagesPerClass at least 1
 * @param sizePixels edge length of the square pictures, at least 16
 */
public record PhantomSet(long seed, int imagesPerClass, int sizePixels) {

    /** Checks the counts. */
    public PhantomSet {
        if (imagesPerClass < 1 || sizePixels < 16) {
            throw new IllegalArgumentException("Expected at least 1 image per class of at least 16 pixels but got "
                    + imagesPerClass + " of " + sizePixels);
        }
    }

    /** The classes' names in alphabetic order, as the folders sort. */
    public static List<String> classes() {
        return Arrays.stream(LesionKind.values())
                .map(LesionKind::label)
                .sorted()
                .toList();
    }

    /** Draws one picture, {@code [1, size, size]}; {@code index} may be anything from 0 on. */
    public RasterImage image(LesionKind kind, int index) {
        if (index < 0) {
            throw new IllegalArgumentException("Expected an index of at least 0 but got " + index);
        }
        return PhantomBrain.draw(kind, seed, index, sizePixels);
    }

    /**
     * Writes {@code folder/CLASS/0000.png …}, drawing on all cores; existing files of these names are replaced.
     *
     * @return how many files were written
     * @throws IOException when a file cannot be written
     */
    public int writeTo(Path folder) throws IOException {
        List<Callable<Path>> drawings = new ArrayList<>();
        for (LesionKind kind : LesionKind.values()) {
            Path classFolder = Files.createDirectories(folder.resolve(kind.label()));
            for (int i = 0; i < imagesPerClass; i++) {
                int index = i;
                Path file = classFolder.resolve(String.format("%04d.png", index));
                drawings.add(() -> Files.write(file, PngEncoder.encode(image(kind, index))));
            }
        }
        runAll(drawings);
        return drawings.size();
    }

    private static void runAll(List<Callable<Path>> drawings) throws IOException {
        ExecutorService cores =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            for (Future<Path> drawn : cores.invokeAll(drawings)) {
                drawn.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while drawing phantoms", e);
        } catch (ExecutionException e) {
            throw new IOException("A phantom could not be written: " + e.getCause(), e);
        } finally {
            cores.shutdownNow();
        }
    }
}
