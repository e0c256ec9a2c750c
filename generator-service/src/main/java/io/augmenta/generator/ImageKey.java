package io.augmenta.generator;

/**
 * One image of an order.
 *
 * @param classIndex its class, as an index into the checkpoint's classes
 * @param index its place within the class, from 0
 */
public record ImageKey(int classIndex, int index) {}
