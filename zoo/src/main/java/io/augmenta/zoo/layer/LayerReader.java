package io.augmenta.zoo.layer;

/**
 * Turns layers into something else, one at a time, in order.
 *
 * @param <T> what flows between layers: a tensor, or the name of one in a graph
 */
public interface LayerReader<T> {

    /** Reads an affine map. */
    T dense(Layer.Dense layer, PlacedLayer at, T input);

    /** Reads a vector-to-maps reshape. */
    T unflatten(Layer.Unflatten layer, PlacedLayer at, T input);

    /** Reads a maps-to-vector reshape. */
    T flatten(Layer.Flatten layer, PlacedLayer at, T input);

    /** Reads a convolution. */
    T conv(Layer.Conv layer, PlacedLayer at, T input);

    /** Reads a transposed convolution. */
    T convTranspose(Layer.ConvTranspose layer, PlacedLayer at, T input);

    /** Reads a batch normalisation. */
    T batchNorm(Layer.BatchNorm layer, PlacedLayer at, T input);

    /** Reads a leaky rectifier. */
    T leakyRelu(Layer.LeakyRelu layer, PlacedLayer at, T input);

    /** Reads a rectifier. */
    T relu(Layer.Relu layer, PlacedLayer at, T input);

    /** Reads a dropout. */
    T dropout(Layer.Dropout layer, PlacedLayer at, T input);

    /** Reads a hyperbolic tangent. */
    T tanh(Layer.Tanh layer, PlacedLayer at, T input);

    /** Reads a map from logits to pixels. */
    T signedSigmoid(Layer.SignedSigmoid layer, PlacedLayer at, T input);

    /** Reads a max-pooling. */
    T maxPool(Layer.MaxPool layer, PlacedLayer at, T input);

    /** Reads a nearest-neighbour enlargement. */
    T upsample(Layer.Upsample layer, PlacedLayer at, T input);

    /** Reads a global mean. */
    T globalAveragePool(Layer.GlobalAveragePool layer, PlacedLayer at, T input);

    /** Adds the two branches of a residual layer, both read already. */
    T sum(PlacedLayer at, T body, T shortcut);

    /** Reads a label concatenation; the reader knows the labels. */
    T labelConcat(Layer.LabelConcat layer, PlacedLayer at, T input);

    /** Reads a label projection; the reader knows the labels. */
    T labelProjection(Layer.LabelProjection layer, PlacedLayer at, T input);
}
