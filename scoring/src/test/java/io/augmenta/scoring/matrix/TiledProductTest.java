package io.augmenta.scoring.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.augmenta.scoring.features.FeatureMatrix;
import io.augmenta.scoring.features.TestFeatures;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TiledProductTest {
    private static final Workers TWO = new Workers(2);

    @Test
    void everyPairIsSeenOnceWithItsProductAndDistance() {
        FeatureMatrix left = TestFeatures.normal(1, 1030, 3);
        FeatureMatrix right = TestFeatures.normal(2, 515, 3);
        byte[] seen = new byte[1030 * 515];

        TiledProduct.of(left, right).read(TWO, () -> (Consumer<ProductTile>) tile -> {
            for (int i = 0; i < tile.rows(); i++) {
                for (int j = 0; j < tile.columns(); j++) {
                    int row = tile.firstRow() + i;
                    int column = tile.firstColumn() + j;
                    seen[row * 515 + column]++;
                    double distance = TestFeatures.distance(left, row, right, column);
                    assertEquals(distance * distance, tile.squaredDistance(i, j), 1e-12);
                    assertEquals(product(left, row, right, column), tile.product(i, j), 1e-12);
                }
            }
        });

        for (byte times : seen) {
            assertEquals(1, times);
        }
    }

    @Test
    void productOfRowsWithThemselvesIsSeenOnAndAboveTheDiagonal() {
        int count = 4 * TiledProduct.TILE + 1;
        FeatureMatrix points = TestFeatures.normal(1, count, 2);
        byte[][] seen = new byte[count][count];

        TiledProduct.ofSame(points).read(TWO, () -> (Consumer<ProductTile>) tile -> {
            for (int i = 0; i < tile.rows(); i++) {
                for (int j = tile.diagonal() ? i + 1 : 0; j < tile.columns(); j++) {
                    seen[tile.firstRow() + i][tile.firstColumn() + j]++;
                }
            }
        });

        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                assertEquals(i < j ? 1 : 0, seen[i][j]);
            }
        }
    }

    @Test
    void rowsOfDifferentWidthHaveNoProduct() {
        FeatureMatrix narrow = TestFeatures.normal(1, 2, 2);
        FeatureMatrix wide = TestFeatures.normal(1, 2, 3);

        assertThrows(IllegalArgumentException.class, () -> TiledProduct.of(narrow, wide));
    }

    private static double product(FeatureMatrix first, int i, FeatureMatrix second, int j) {
        double[] a = TestFeatures.row(first, i);
        double[] b = TestFeatures.row(second, j);
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }
}
