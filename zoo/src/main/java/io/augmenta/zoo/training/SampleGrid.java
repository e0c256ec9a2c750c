package io.augmenta.zoo.training;

import io.augmenta.zoo.random.RandomStream;
import io.augmenta.zoo.recipe.Recipe;
import java.util.Arrays;

/**
 * A picture of generated images: a row per class, a column per latent vector. The latents depend on the seed alone, so
 * that the pictures of one run show the same images growing. Without classes to ask for, all is one row.
 */
final class SampleGrid {

    private static final int COLUMNS = 8;

    private SampleGrid() {}

    static byte[] png(GenerativeModel model, ImageShape shape, Recipe recipe, long seed) {
        int latentSize = recipe.latentSize();
        float[] columns = RandomStream.of(seed, "sample grid", 0).gaussians(COLUMNS * latentSize);
        int rows = recipe.conditional() ? shape.classes() : 1;
        PictureGrid grid = new PictureGrid(rows, COLUMNS, shape);
        for (int row = 0; row < rows; row++) {
            int[] labels = new int[COLUMNS];
            Arrays.fill(labels, row);
            float[] images = model.generate(columns, labels);
            for (int column = 0; column < COLUMNS; column++) {
                grid.draw(row, column, images, column);
            }
        }
        return grid.png();
    }
}
