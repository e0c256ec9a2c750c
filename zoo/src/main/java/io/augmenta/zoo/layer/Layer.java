package io.augmenta.zoo.layer;

import io.augmenta.zoo.layer.Features.Flat;
import io.augmenta.zoo.layer.Features.Maps;
import java.util.ArrayList;
import java.util.List;

/**
 * One layer of a network, as data. It knows the shapes it makes and the tensors it owns, not how it is computed: that is
 * for a {@link LayerReader}.
 */
public sealed interface Layer {

    /**
     * The shape it makes of another.
     *
     * @throws IncompatibleLayersException when it cannot take that shape
     */
    Features output(Features input);

    /** The tensors it owns, given what it is fed. None unless a layer says otherwise. */
    default List<ParameterSpec> parameters(Features input, Initialisation initialisation) {
        return List.of();
    }

    /** Has a reader read this layer. */
    <T> T read(LayerReader<T> reader, PlacedLayer at, T input);

    /**
     * Affine map of a vector: {@code y = W x + b}; {@code weight [units, inputs]}, {@code bias [units]}.
     *
     * @param units length of the output
     * @param bias whether b is there
     */
    record Dense(int units, boolean bias) implements Layer {
        @Override
        public Flat output(Features input) {
            flat(this, input);
            return new Flat(units);
        }

        @Override
        public List<ParameterSpec> parameters(Features input, Initialisation initialisation) {
            return withBias(bias, units, ParameterSpec.weight(initialisation, input.size(), units, input.size()));
        }

        @Override
        public <T> T read(LayerReader<T> reader, PlacedLayer at, T input) {
            return reader.dense(this, at, input);
        }
    }

    /**
     * A vector as feature maps, in C-order.
     *
     * @param channels number of maps
     * @param height in pixels
     * @param width in pixels
     */
    record Unflatten(int channels, int height, int width) implements Layer {
        @Override
        public Maps output(Features input) {
            Maps maps = new Maps(channels, height, width);
            if (flat(this, input).size() != maps.size()) {
                throw incompatible(this, input, "a vector of " + maps.size());
            }
            return maps;
        }

        @Override
        public <T> T read(LayerReader<T> reader, PlacedLayer at, T input) {
            return reader.unflatten(this, at, input);
        }
    }

    /** Feature maps as a vector, in C-order. */
    record Flatten() implements Layer {
        @Override
        public Flat output(Features input) {
            return new Flat(maps(this, input).size());
        }

        @Override
        public <T> T read(LayerReader<T> reader, PlacedLayer at, T input) {
            return reader.flatten(this, at, input);
        }
    }

    /**
     * Square two-dimensional convolution; {@code weight [filters, channels, kernel, kernel]}, {@code bias [filters]}.
     *
     * @param filters channels of the output
     * @param kernel height and width of the kernel
     * @param stride step between outputs, in pixels
     * @param padding zeros on every side
     * @param bias whether there is one
     */
    record Conv(int filters, int kernel, int stride, int padding, boolean bias) implements Layer {
        @Override
        public Maps output(Features input) {
            Maps maps = maps(this, input);
            return new Maps(filters, extent(maps, maps.height()), extent(maps, maps.width()));
        }

        private int extent(Maps maps, int pixels) {
            if (pixels + 2 * padding < kernel) {
                throw incompatible(this, maps, "maps of at least the kernel's size");
            }
            return (pixels + 2 * padding - kernel) / stride + 1;
        }

        @Override
        public List<ParameterSpec> parameters(Features input, Initialisation initialisation) {
            int channels = maps(this, input).channels();
            return withBias(
                    bias,
                    filters,
                    ParameterSpec.weight(
                            initialisation, channels * kernel * kernel, filters, channels, kernel, kernel));
        }

        @Override
        public <T> T read(LayerReader<T> reader, PlacedLayer at, T input) {
            return reader.conv(this, at, input);
        }
    }

    /**
     * Square transposed convolution, the adjoint of {@link Conv} with the same numbers;
     * {@code weight [channels, filters, kernel, kernel]}, {@code bias [filters]}. A kernel that the stride divides
     * leaves no checkerboard (Odena et al. 2016).
     *
     * @param filters channels of the output
     * @param kernel height and width of the kernel
     * @param stride factor of enlargement
     * @param padding pixels cut from every side
     * @param bias whether there is one
     */
    record ConvTranspose(int filters, int kernel, int stride, int padding, boolean bias) implements Layer {
        @Override
        public Maps output(Features input) {
            Maps maps = maps(this, input);
            return new Maps(filters, extent(maps.height()), extent(maps.width()));
        }

        private int extent(int pixels) {
            return (pixels - 1) * stride - 2 * padding + kernel;
        }

        @Override
        public List<ParameterSpec> parameters(Features input, Initialisation initialisation) {
            int channels = maps(this, input).channels();
            // each output pixel gets kernel² / stride² taps of every channel
            int fanIn = Math.max(1, channels * kernel * kernel / (stride * stride));
            return withBias(
                    bias, filters, ParameterSpec.weight(initialisation, fanIn, channels, filters, kernel, kernel));
        }

        @Override
        public <T> T read(LayerReader<T> reader, PlacedLayer at, T input) {
            return reader.convTranspose(this, at, input);
        }
    }

    /**
     * Batch normalisation of each channel (Ioffe and Szegedy 2015); {@code gamma}, {@code beta} trained, {@code mean},
     * {@code variance} tracked, all {@code [channels]}.
     *
     * @param momentum weight of the newest batch in the running statistics
     * @param epsilon added to the variance
     * @param scale what {@code gamma} begins with
     */
    record BatchNorm(double momentum, double epsilon, double scale) implements Layer {

        /** PyTorch's settings: momentum 0.1, epsilon 1e-5, scale 1. */
        public static BatchNorm standard() {
            return scaled(1);
        }

        /** PyTorch's settings but for what {@code gamma} begins with. */
        public static BatchNorm scaled(double scale) {
            return new BatchNorm(0.1, 1e-5, scale);
        }

        @Override
        public Maps output(Features input) {
            return maps(this, input);
        }

        @Override
        public List<ParameterSpec> parameters(Features input, Initialisation initialisation) {
            int channels = maps(this, input).channels();
            return List.of(
                    ParameterSpec.trained("gamma", channels, scale),
                    ParameterSpec.trained("beta", channels, 0),
                    ParameterSpec.tracked("mean", channels, 0),
                    ParameterSpec.tracked("variance", channels, 1));
        }

        @Override
        public <T> T read(LayerReader<T> reader, PlacedLayer at, T input) {
            return reader.batchNorm(this, at, input);
        }
    }

    /**
     * {@code x} where positive, {@code slope · x} elsewhere; a slope of 0 is the plain rectifier.
     *
     * @param slope below zero
     */
    record LeakyRelu(double slope) implements Layer {
        @Override
        public Features output(Features input) {
            return input;
        }

        @Override
        public <T> T read(LayerReader<T> reader, PlacedLayer at, T input) {
            return reader.leakyRelu(this, at, input);
        }
    }

    /** {@code max(x, 0)}. */
    record Relu() implements Layer {
        @Override
        public Features output(Features input) {
            return input;
        }

        @Override
        public <T> T read(LayerReader<T> reader, PlacedLayer at, T input) {
            return reader.relu(this, at, input);
        }
    }

    /**
     * In training, sets each number to 0 with the given probability and scales the others up so that the mean stays
     * (Srivastava et al. 2014); otherwise does nothing. The rate is rounded to a multiple of 1/256.
     *
     * @param rate probability, 0 to below 1
     */
    record Dropout(double rate) implements Layer {
        @Override
        public Features output(Features input) {
            return input;
        }

        @Override
        public <T> T read(LayerReader<T> reader, PlacedLayer at, T input) {
            return reader.dropout(this, at, input);
        }
    }

    /** Hyperbolic tangent. */
    record Tanh() implements Layer {
        @Override
        public Features output(Features input) {
            return input;
        }

        @Override
        public <T> T read(LayerReader<T> reader, PlacedLayer at, T input) {
            return reader.tanh(this, at, input);
        }
    }

    /**
     * {@code 2 σ(x) − 1 = tanh(x / 2)}: logits of how bright each pixel is, from black to white, as pixels in [-1, 1].
     */
    record SignedSigmoid() implements Layer {
        @Override
        public Features output(Features input) {
            return input;
        }

        @Override
        public <T> T read(LayerReader<T> reader, PlacedLayer at, T input) {
            return reader.signedSigmoid(this, at, input);
        }
    }

    /**
     * The largest number of each square of pixels, squares lying side by side.
     *
     * @param size of the squares, in pixels; what is left over at the right and below is dropped
     */
    record MaxPool(int size) implements Layer {
        @Override
        public Maps output(Features input) {
            Maps maps = maps(this, input);
            if (maps.height() < size || maps.width() < size) {
                throw incompatible(this, input, "maps of at least " + size + " pixels across");
            }
            return new Maps(maps.channels(), maps.height() / size, maps.width() / size);
        }

        @Override
        public <T> T read(LayerReader<T> reader, PlacedLayer at, T input) {
            return reader.maxPool(this, at, input);
        }
    }

    /**
     * Each pixel as a square of the same number (nearest-neighbour enlargement).
     *
     * @param factor height and width of the squares
     */
    record Upsample(int factor) implements Layer {
        @Override
        public Maps output(Features input) {
            Maps maps = maps(this, input);
            return new Maps(maps.channels(), maps.height() * factor, maps.width() * factor);
        }

        @Override
        public <T> T read(LayerReader<T> reader, PlacedLayer at, T input) {
            return reader.upsample(this, at, input);
        }
    }

    /** Mean of each channel over all pixels: maps become a vector of their channels. */
    record GlobalAveragePool() implements Layer {
        @Override
        public Flat output(Features input) {
            return new Flat(maps(this, input).channels());
        }

        @Override
        public <T> T read(LayerReader<T> reader, PlacedLayer at, T input) {
            return reader.globalAveragePool(this, at, input);
        }
    }

    /**
     * Sum of two branches (He et al. 2016): {@code body(x) + shortcut(x)}.
     *
     * @param body layers of the first branch
     * @param shortcut layers of the second; empty for the identity
     */
    record Residual(List<Layer> body, List<Layer> shortcut) implements Layer {

        /** Copies the lists. */
        public Residual {
            body = List.copyOf(body);
            shortcut = List.copyOf(shortcut);
        }

        @Override
        public Features output(Features input) {
            Features ofBody = PlacedLayer.output(body, input);
            Features ofShortcut = PlacedLayer.output(shortcut, input);
            if (!ofBody.equals(ofShortcut)) {
                throw incompatible(this, input, "branches of one shape, not " + ofBody + " and " + ofShortcut);
            }
            return ofBody;
        }

        @Override
        public <T> T read(LayerReader<T> reader, PlacedLayer at, T input) {
            T ofBody = PlacedLayer.readAll(reader, at.within("body", body), input);
            T ofShortcut = PlacedLayer.readAll(reader, at.within("shortcut", shortcut), input);
            return reader.sum(at, ofBody, ofShortcut);
        }
    }

    /**
     * Appends the image's class to a vector, as zeros with a one at the class (Mirza and Osindero 2014). The affine map
     * after it so learns one vector per class. A longer, learned embedding gives the class so much more weight than the
     * latent vector, early in training, that a batch normalisation after it all but silences the latent one.
     *
     * @param classes number of classes
     */
    record LabelConcat(int classes) implements Layer {
        @Override
        public Flat output(Features input) {
            return new Flat(flat(this, input).size() + classes);
        }

        @Override
        public <T> T read(LayerReader<T> reader, PlacedLayer at, T input) {
            return reader.labelConcat(this, at, input);
        }
    }

    /**
     * Conditional score of a vector φ for class y (Miyato and Koyama 2018, "cGANs with Projection Discriminator"):
     * {@code w · φ + v_y · φ + b}; {@code weight [1 + classes, inputs]} holds w, then every v; {@code bias [1]}.
     *
     * @param classes number of classes
     * @param bias whether b is there; a Wasserstein loss, which subtracts scores from scores, does not see it
     */
    record LabelProjection(int classes, boolean bias) implements Layer {
        @Override
        public Flat output(Features input) {
            flat(this, input);
            return new Flat(1);
        }

        @Override
        public List<ParameterSpec> parameters(Features input, Initialisation initialisation) {
            return withBias(bias, 1, ParameterSpec.weight(initialisation, input.size(), 1 + classes, input.size()));
        }

        @Override
        public <T> T read(LayerReader<T> reader, PlacedLayer at, T input) {
            return reader.labelProjection(this, at, input);
        }
    }

    private static List<ParameterSpec> withBias(boolean bias, int size, ParameterSpec weight) {
        List<ParameterSpec> parameters = new ArrayList<>(List.of(weight));
        if (bias) {
            parameters.add(ParameterSpec.trained("bias", size, 0));
        }
        return parameters;
    }

    private static Flat flat(Layer layer, Features input) {
        if (input instanceof Flat flat) {
            return flat;
        }
        throw incompatible(layer, input, "a vector");
    }

    private static Maps maps(Layer layer, Features input) {
        if (input instanceof Maps maps) {
            return maps;
        }
        throw incompatible(layer, input, "feature maps");
    }

    private static IncompatibleLayersException incompatible(Layer layer, Features input, String needed) {
        return new IncompatibleLayersException("%s needs %s but is fed %s".formatted(layer, needed, input));
    }
}
