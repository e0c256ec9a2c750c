package io.augmenta.imaging.phantom;

import java.util.SplittableRandom;

/** Value noise (Perlin 1985 family): random values on a lattice, joined smoothly; repeats every 64 units. */
final class SmoothNoise {

    private static final int PERIOD = 64;
    private final float[] lattice = new float[PERIOD * PERIOD];

    SmoothNoise(SplittableRandom random) {
        for (int i = 0; i < lattice.length; i++) {
            lattice[i] = (float) (2 * random.nextDouble() - 1);
        }
    }

    /** Between -1 and 1, changing over a distance of about 1. */
    double at(double x, double y) {
        double cellX = Math.floor(x);
        double cellY = Math.floor(y);
        int column = (int) cellX & (PERIOD - 1);
        int row = (int) cellY & (PERIOD - 1);
        int nextColumn = (column + 1) & (PERIOD - 1);
        int nextRow = (row + 1) & (PERIOD - 1);
        double u = ease(x - cellX);
        double v = ease(y - cellY);
        double top = mix(value(row, column), value(row, nextColumn), u);
        double bottom = mix(value(nextRow, column), value(nextRow, nextColumn), u);
        return mix(top, bottom, v);
    }

    /** Two octaves, between about -1 and 1. */
    double rough(double x, double y) {
        return (at(x, y) + 0.5 * at(2.03 * x + 17.3, 2.03 * y + 9.1)) / 1.5;
    }

    private double value(int row, int column) {
        return lattice[row * PERIOD + column];
    }

    private static double ease(double t) {
        return t * t * (3 - 2 * t);
    }

    private static double mix(double a, double b, double t) {
        return a + (b - a) * t;
    }
}
