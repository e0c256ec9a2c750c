package io.augmenta.zoo.training;

import io.augmenta.zoo.data.ImageSource;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A picture of images before and after the autoencoder: rows per class, a column per image; the original, then, where noise
 * was added, what was encoded, and what came out. Of the validation split where there is one, otherwise of the images
 * learned from; always the same images.
 */
final class ReconstructionGrid {

    private static final int COLUMNS = 8;
    private static final String SHOWN_SPLIT = "validation";

    private ReconstructionGrid() {}

    /** The picture; nothing where the model encodes no images. */
    static Optional<byte[]> png(GenerativeModel model, ImageShape shape, TrainingData data) {
        ImageSource images = data.heldOut().getOrDefault(SHOWN_SPLIT, data.images());
        int[][] shown = IntStream.range(0, shape.classes())
                .mapToObj(label -> IntStream.range(0, images.size())
                        .filter(i -> images.label(i) == label)
                        .limit(COLUMNS)
                        .toArray())
                .filter(members -> members.length > 0)
                .toArray(int[][]::new);
        PictureGrid grid = null;
        for (int row = 0; row < shown.length; row++) {
            RealBatch batch = RealBatch.read(images, shown[row]);
            Optional<Reconstruction> reconstruction = model.reconstruct(batch);
            if (reconstruction.isEmpty()) {
                return Optional.empty();
            }
            int rowsEach = reconstruction.get().noisy() ? 3 : 2;
            if (grid == null) {
                grid = new PictureGrid(shown.length * rowsEach, COLUMNS, shape);
            }
            draw(grid, row * rowsEach, batch, reconstruction.get());
        }
        return Optional.ofNullable(grid).map(PictureGrid::png);
    }

    private static void draw(PictureGrid grid, int row, RealBatch batch, Reconstruction reconstruction) {
        float[] original = new float[batch.pixels().length];
        for (int p = 0; p < original.length; p++) {
            original[p] = (batch.pixels()[p] & 0xff) / 127.5f - 1;
        }
        for (int column = 0; column < batch.size(); column++) {
            int next = row;
            grid.draw(next++, column, original, column);
            if (reconstruction.noisy()) {
                grid.draw(next++, column, reconstruction.input(), column);
            }
            grid.draw(next, column, reconstruction.output(), column);
        }
    }
}
