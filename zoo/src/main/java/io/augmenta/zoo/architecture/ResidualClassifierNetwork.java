package io.augmenta.zoo.architecture;

import io.augmenta.zoo.layer.Features;
import io.augmenta.zoo.layer.Layer;
import io.augmenta.zoo.layer.Network;
import java.util.ArrayList;
import java.util.List;

/**
 * A small residual network (He et al. 2016, "Deep Residual Learning for Image Recognition") for images of a few dozen to
 * a few hundred pixels across. A convolution of stride 2 makes {@code width} maps at half the resolution; a residual
 * block refines them; each further block halves the resolution and doubles the maps, up to eight times the width, until
 * the maps are at most 4 pixels across; their means are mapped to one score per class.
 */
public final class ResidualClassifierNetwork {

    private static final int SMALLEST = 4;
    private static final int WIDEST = 8;

    private ResidualClassifierNetwork() {}

    /**
     * Images {@code [N, C, H, W]} to scores {@code [N, classes]}, of which softmax makes probabilities.
     *
     * @param width maps after the first convolution
     * @param images the size of the images; any
     */
    public static Network of(int width, int classes, Features.Maps images) {
        List<Layer> layers = new ArrayList<>();
        layers.add(Layer.BatchNorm.standard());
        layers.addAll(convolved(width, 3, 2));
        layers.add(new Layer.Relu());
        addBlock(layers, width, width, 1);
        int maps = width;
        for (int pixels = across(images) / 2; pixels > SMALLEST; pixels /= 2) {
            int next = Math.min(2 * maps, WIDEST * width);
            addBlock(layers, maps, next, 2);
            maps = next;
        }
        layers.add(new Layer.GlobalAveragePool());
        layers.add(new Layer.Dense(classes, true));
        return new Network("classifier", images, layers);
    }

    private static int across(Features.Maps images) {
        return Math.max(images.height(), images.width());
    }

    private static void addBlock(List<Layer> layers, int from, int to, int stride) {
        List<Layer> body = new ArrayList<>(convolved(to, 3, stride));
        body.add(new Layer.Relu());
        body.addAll(convolved(to, 3, 1));
        boolean sameShape = from == to && stride == 1;
        layers.add(new Layer.Residual(body, sameShape ? List.of() : convolved(to, 1, stride)));
        layers.add(new Layer.Relu());
    }

    /** The normalisation's offset stands in for the bias. */
    private static List<Layer> convolved(int filters, int kernel, int stride) {
        return List.of(new Layer.Conv(filters, kernel, stride, kernel / 2, false), Layer.BatchNorm.standard());
    }
}
