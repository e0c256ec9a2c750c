package io.augmenta.zoo.architecture;

import io.augmenta.zoo.layer.Features;
import io.augmenta.zoo.layer.Layer;
import io.augmenta.zoo.layer.Network;
import io.augmenta.zoo.recipe.Cvae;
import io.augmenta.zoo.recipe.DeepRecipe;
import io.augmenta.zoo.recipe.VariationalRecipe;
import java.util.ArrayList;
import java.util.List;

/**
 * Encoder and decoder of the variational families. The first convolution has {@code width} channels, twice as many after
 * each halving of the resolution, up to eight times.
 *
 * <p>Where a family is conditional, labels come in just before the dense layers, beside the encoder's last features and
 * beside the latent vector. So the convolutions of a network with labels and of one without have the same shapes, and only
 * the dense layers differ, which is what {@link io.augmenta.zoo.recipe.Transfer} needs.
 *
 * <p>The deep ones are in VGG's arrangement (Simonyan and Zisserman 2015): five stages of 2, 2, n, n and n convolutions of
 * 3×3, each with a normalisation and a skip around it (He et al. 2016), and a max-pooling after each stage; the decoder is
 * their mirror image, with upsampling in place of pooling.
 */
public final class VariationalNetworks {

    private static final int WIDEST = 8;
    private static final int PLAIN_HALVINGS = 3;
    private static final int DEEP_HALVINGS = 5;
    private static final double SLOPE = 0.2;

    private VariationalNetworks() {}

    /**
     * Images {@code [N, C, S, S]} in [-1, 1] to {@code [N, 2 · latentSize]}: the means, then the logarithms of the
     * variances, of each image's latents.
     *
     * @param size S, a multiple of 32 for deep recipes, of 8 for others
     */
    public static Network encoder(VariationalRecipe recipe, int classes, int channels, int size) {
        List<Layer> layers = new ArrayList<>();
        if (recipe instanceof DeepRecipe deep) {
            addDeepHalvings(layers, deep, channels);
        } else if (recipe instanceof Cvae cvae) {
            addPlainHalvings(layers, cvae);
        }
        layers.add(new Layer.Flatten());
        addLabel(layers, recipe, classes);
        layers.add(new Layer.Dense(2 * recipe.latentSize(), true));
        return new Network("encoder", new Features.Maps(channels, size, size), layers);
    }

    /**
     * Latents {@code [N, latentSize]} to logits {@code [N, C, S, S]} of how bright each pixel is.
     *
     * @param size S, a multiple of 32 for deep recipes, of 8 for others
     */
    public static Network decoder(VariationalRecipe recipe, int classes, int channels, int size) {
        return new Network(
                "decoder", new Features.Flat(recipe.latentSize()), decoderLayers(recipe, classes, channels, size));
    }

    /**
     * The decoder as a generator: latents {@code [N, latentSize]}, about normal, to images {@code [N, C, S, S]} in
     * [-1, 1]. It has the decoder's tensors under the decoder's names.
     *
     * @param size S, a multiple of 32 for deep recipes, of 8 for others
     */
    public static Network generator(VariationalRecipe recipe, int classes, int channels, int size) {
        List<Layer> layers = new ArrayList<>(decoderLayers(recipe, classes, channels, size));
        layers.add(new Layer.SignedSigmoid());
        return new Network("generator", new Features.Flat(recipe.latentSize()), layers);
    }

    private static List<Layer> decoderLayers(VariationalRecipe recipe, int classes, int channels, int size) {
        int halvings = recipe instanceof DeepRecipe ? DEEP_HALVINGS : PLAIN_HALVINGS;
        int smallest = smallest(size, halvings);
        int widest = channelsAt(recipe, halvings - 1);
        List<Layer> layers = new ArrayList<>();
        addLabel(layers, recipe, classes);
        layers.add(new Layer.Dense(widest * smallest * smallest, true));
        layers.add(new Layer.LeakyRelu(SLOPE));
        layers.add(new Layer.Unflatten(widest, smallest, smallest));
        if (recipe instanceof DeepRecipe deep) {
            addDeepDoublings(layers, deep, channels);
        } else if (recipe instanceof Cvae cvae) {
            addPlainDoublings(layers, cvae, channels);
        }
        return layers;
    }

    private static void addLabel(List<Layer> layers, VariationalRecipe recipe, int classes) {
        if (recipe.conditional()) {
            layers.add(new Layer.LabelConcat(classes));
        }
    }

    private static void addPlainHalvings(List<Layer> layers, Cvae recipe) {
        for (int halving = 0; halving < PLAIN_HALVINGS; halving++) {
            int filters = channelsAt(recipe, halving);
            switch (recipe.encoder()) {
                case CONV_3 -> addRectified(layers, new Layer.Conv(filters, 4, 2, 1, true));
                case CONV_6 -> {
                    addRectified(layers, new Layer.Conv(filters, 3, 1, 1, true));
                    addRectified(layers, new Layer.Conv(filters, 3, 1, 1, true));
                    layers.add(new Layer.MaxPool(2));
                }
            }
        }
    }

    private static void addPlainDoublings(List<Layer> layers, Cvae recipe, int channels) {
        for (int halving = PLAIN_HALVINGS - 1; halving >= 0; halving--) {
            if (recipe.decoder() == Cvae.Decoder.TRANSPOSED_6) {
                addRectified(layers, new Layer.ConvTranspose(channelsAt(recipe, halving), 3, 1, 1, true));
            }
            if (halving == 0) {
                layers.add(new Layer.ConvTranspose(channels, 4, 2, 1, true));
            } else {
                addRectified(layers, new Layer.ConvTranspose(channelsAt(recipe, halving - 1), 4, 2, 1, true));
            }
        }
    }

    private static void addRectified(List<Layer> layers, Layer layer) {
        layers.add(layer);
        layers.add(new Layer.LeakyRelu(SLOPE));
    }

    private static void addDeepHalvings(List<Layer> layers, DeepRecipe recipe, int channels) {
        int maps = channels;
        for (int stage = 0; stage < DEEP_HALVINGS; stage++) {
            for (int block = 0; block < blocksOf(recipe, stage); block++) {
                addBlock(layers, recipe, maps, channelsAt(recipe, stage));
                maps = channelsAt(recipe, stage);
            }
            layers.add(new Layer.MaxPool(2));
        }
    }

    private static void addDeepDoublings(List<Layer> layers, DeepRecipe recipe, int channels) {
        int maps = channelsAt(recipe, DEEP_HALVINGS - 1);
        for (int stage = DEEP_HALVINGS - 1; stage >= 0; stage--) {
            layers.add(new Layer.Upsample(2));
            for (int block = 0; block < blocksOf(recipe, stage); block++) {
                addBlock(layers, recipe, maps, channelsAt(recipe, stage));
                maps = channelsAt(recipe, stage);
            }
        }
        layers.add(new Layer.Conv(channels, 3, 1, 1, true));
    }

    private static int blocksOf(DeepRecipe recipe, int stage) {
        return stage < 2 ? 2 : (recipe.blocks() - 4) / (DEEP_HALVINGS - 2);
    }

    /**
     * The normalisation's offset stands in for the bias. Each of n blocks adds its body to what it is given; bodies that
     * begin at 1 / √n keep the variance from doubling with every block (De and Smith 2020); with full ones a run began with
     * a divergence of millions.
     */
    private static void addBlock(List<Layer> layers, DeepRecipe recipe, int from, int to) {
        Layer normalisation = Layer.BatchNorm.scaled(1 / Math.sqrt(recipe.blocks()));
        List<Layer> body = List.of(new Layer.Conv(to, 3, 1, 1, false), normalisation);
        List<Layer> shortcut =
                from == to ? List.of() : List.of(new Layer.Conv(to, 1, 1, 0, false), Layer.BatchNorm.standard());
        addRectified(layers, new Layer.Residual(body, shortcut));
    }

    private static int channelsAt(VariationalRecipe recipe, int halving) {
        return recipe.width() * Math.min(WIDEST, 1 << halving);
    }

    private static int smallest(int size, int halvings) {
        int factor = 1 << halvings;
        if (size < factor || size % factor != 0) {
            throw new IllegalArgumentException("size is %d; a multiple of %d is needed".formatted(size, factor));
        }
        return size / factor;
    }
}
