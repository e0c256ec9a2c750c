package io.augmenta.zoo.architecture;

import io.augmenta.zoo.layer.Features;
import io.augmenta.zoo.layer.Initialisation;
import io.augmenta.zoo.layer.Layer;
import io.augmenta.zoo.layer.Network;
import io.augmenta.zoo.recipe.AdversarialRecipe;
import io.augmenta.zoo.recipe.WganGp;
import java.util.ArrayList;
import java.util.List;

/**
 * Generator and discriminator of the adversarial families, in the shape of DCGAN (Radford et al. 2016): the resolution is
 * halved or doubled step by step between the image and 4×4 maps. At half the image's resolution there are {@code width}
 * channels, twice as many at each further halving, up to eight times.
 *
 * <p>The generator gets the label beside the latent vector. The discriminator scores by projection, which lets its last
 * features answer differently for every class at the cost of one dot product.
 */
public final class AdversarialNetworks {

    private static final int SMALLEST = 4;
    private static final int WIDEST = 8;
    private static final double SLOPE = 0.2;

    /**
     * DCGAN's. Batch normalisation makes up for the scale of all but the last layer, and small weights turn faster; a
     * discriminator without any has nothing to make up for it, and begins as He et al. say.
     */
    private static final Initialisation SMALL = new Initialisation.Gaussian(0.02);

    private AdversarialNetworks() {}

    /**
     * Latents {@code [N, latentSize]}, about normal, and labels to images {@code [N, C, S, S]} in [-1, 1].
     *
     * @param size S, a power of two from 8
     */
    public static Network generator(AdversarialRecipe recipe, int classes, int channels, int size) {
        int halvings = halvings(size);
        int widest = channelsAt(recipe, halvings);
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer.LabelConcat(classes));
        layers.add(new Layer.Dense(widest * SMALLEST * SMALLEST, false));
        layers.add(new Layer.Unflatten(widest, SMALLEST, SMALLEST));
        addNormalised(layers);
        for (int halving = halvings - 1; halving >= 1; halving--) {
            addDoubling(layers, recipe, channelsAt(recipe, halving), false);
            addNormalised(layers);
        }
        addDoubling(layers, recipe, channels, true);
        layers.add(new Layer.Tanh());
        return new Network("generator", new Features.Flat(recipe.latentSize()), layers, SMALL);
    }

    private static void addDoubling(List<Layer> layers, AdversarialRecipe recipe, int filters, boolean bias) {
        switch (recipe.generator()) {
            case TRANSPOSED -> layers.add(new Layer.ConvTranspose(filters, 4, 2, 1, bias));
            case UPSAMPLING -> {
                layers.add(new Layer.Upsample(2));
                layers.add(new Layer.Conv(filters, 3, 1, 1, bias));
            }
        }
    }

    private static void addNormalised(List<Layer> layers) {
        layers.add(Layer.BatchNorm.standard());
        layers.add(new Layer.LeakyRelu(SLOPE));
    }

    /**
     * Images {@code [N, C, S, S]} in [-1, 1] and labels to scores {@code [N, 1]}, higher for more real. It is called
     * {@code critic} where its scores are of a Wasserstein distance, {@code discriminator} where they are logits.
     *
     * @param size S, a power of two from 8
     */
    public static Network discriminator(AdversarialRecipe recipe, int classes, int channels, int size) {
        boolean critic = recipe instanceof WganGp;
        List<Layer> layers = new ArrayList<>();
        for (int halving = 1; halving <= halvings(size); halving++) {
            addHalving(layers, recipe, channelsAt(recipe, halving));
        }
        layers.add(new Layer.Flatten());
        layers.add(new Layer.LabelProjection(classes, !critic));
        String name = critic ? "critic" : "discriminator";
        return new Network(name, new Features.Maps(channels, size, size), layers, initialisation(recipe));
    }

    private static void addHalving(List<Layer> layers, AdversarialRecipe recipe, int filters) {
        switch (recipe.discriminator()) {
            case DROPOUT -> {
                layers.add(new Layer.Conv(filters, 4, 2, 1, true));
                layers.add(new Layer.LeakyRelu(SLOPE));
                layers.add(new Layer.Dropout(recipe.dropoutRate()));
            }
            case BATCHNORM -> {
                layers.add(new Layer.Conv(filters, 4, 2, 1, false));
                addNormalised(layers);
            }
        }
    }

    private static Initialisation initialisation(AdversarialRecipe recipe) {
        return recipe.discriminator() == AdversarialRecipe.Discriminator.BATCHNORM
                ? SMALL
                : new Initialisation.Kaiming();
    }

    private static int channelsAt(AdversarialRecipe recipe, int halving) {
        return recipe.width() * Math.min(WIDEST, 1 << (halving - 1));
    }

    private static int halvings(int size) {
        if (size < 2 * SMALLEST || Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException("size is %d; a power of two from 8 is needed".formatted(size));
        }
        return Integer.numberOfTrailingZeros(size / SMALLEST);
    }
}
