package io.augmenta.extraction.head;

/** A smooth function to be made small. */
interface Objective {

    /** How many numbers it is of. */
    int size();

    /**
     * Its value at a point.
     *
     * @param point {@code [size]}, not changed
     * @param gradient {@code [size]}, overwritten with the gradient
     */
    double at(double[] point, double[] gradient);
}
