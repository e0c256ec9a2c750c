package io.augmenta.zoo.architecture;

import io.augmenta.zoo.layer.Features;
import io.augmenta.zoo.layer.Initialisation;
import io.augmenta.zoo.layer.Layer;
import io.augmenta.zoo.layer.Network;
import io.augmenta.zoo.recipe.WganGp;
import java.util.ArrayList;
import java.util.List;

/**
 * The conditional WGAN-GP's two networks, in the shape of DCGAN (Radford et al. 2016): 4×4 kernels of stride 2 halve or
 * double the resolution between the image and 4×4 maps. At half the image's resolution there are {@code width} channels,
 * twice as many at each further halving, up to eight times.
 *
 * <p>The generator gets the label beside the latent vector. The critic scores by projection, which lets its last features
 * answer differently for every class at the cost of one dot product. It has no batch normalisation: the gradient penalty is about single images (Gulrajani et al. 2017, section 4).
 */
public final class WganGpNetworks {

    private static final int SMALLEST = 4;
    private static final int KERNEL = 4;
    private static final int STRIDE = 2;
    private static final int PADDING = 1;
    private static final int WIDEST = 8;
    private static final double SLOPE = 0.2;

    /**
     * DCGAN's. Batch normalisation makes up for the scale of all but the last layer, and small weights turn faster; the
     * critic has none to make up for it, and begins as He et al. say.
     */
    private static final Initialisation SMALL = new Initialisation.Gaussian(0.02);

    private WganGpNetworks() {}

    /**
     * Latents {@code [N, latentSize]}, about normal, and labels to images {@code [N, C, S, S]} in [-1, 1].
     *
     * @param size S, a power of two from 8
     */
    public static Network generator(WganGp recipe, int classes, int channels, int size) {
        int halvings = halvings(size);
        int widest = channelsAt(recipe, halvings);
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer.LabelConcat(classes));
        layers.add(new Layer.Dense(widest * SMALLEST * SMALLEST, false));
        layers.add(new Layer.Unflatten(widest, SMALLEST, SMALLEST));
        addNormalised(layers);
        for (int halving = halvings - 1; halving >= 1; halving--) {
            layers.add(new Layer.ConvTranspose(channelsAt(recipe, halving), KERNEL, STRIDE, PADDING, false));
            addNormalised(layers);
        }
        layers.add(new Layer.ConvTranspose(channels, KERNEL, STRIDE, PADDING, true));
        layers.add(new Layer.Tanh());
        return new Network("generator", new Features.Flat(recipe.latentSize()), layers, SMALL);
    }

    /**
     * Images {@code [N, C, S, S]} in [-1, 1] and labels to scores {@code [N, 1]}, higher for more real.
     *
     * @param size S, a power of two from 8
     */
    public static Network critic(WganGp recipe, int classes, int channels, int size) {
        List<Layer> layers = new ArrayList<>();
        for (int halving = 1; halving <= halvings(size); halving++) {
            layers.add(new Layer.Conv(channelsAt(recipe, halving), KERNEL, STRIDE, PADDING, true));
            layers.add(new Layer.LeakyRelu(SLOPE));
            layers.add(new Layer.Dropout(recipe.dropoutRate()));
        }
        layers.add(new Layer.Flatten());
        layers.add(new Layer.LabelProjection(classes));
        return new Network("critic", new Features.Maps(channels, size, size), layers);
    }

    private static void addNormalised(List<Layer> layers) {
        layers.add(Layer.BatchNorm.standard());
        layers.add(new Layer.LeakyRelu(SLOPE));
    }

    private static int channelsAt(WganGp recipe, int halving) {
        return recipe.width() * Math.min(WIDEST, 1 << (halving - 1));
    }

    private static int halvings(int size) {
        if (size < 2 * SMALLEST || Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException("size is %d; a power of two from 8 is needed".formatted(size));
        }
        return Integer.numberOfTrailingZeros(size / SMALLEST);
    }
}
