package io.augmenta.zoo.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.augmenta.zoo.layer.Features;
import io.augmenta.zoo.layer.Layer;
import io.augmenta.zoo.layer.LayerReader;
import io.augmenta.zoo.layer.PlacedLayer;
import org.jspecify.annotations.Nullable;

/**
 * Computes a network, layer by layer. DJL gives a result to the owner of the first operand; so every expression here
 * begins with what flows through the network, never with one of its tensors.
 */
final class ForwardPass implements LayerReader<NDArray> {

    private static final int BYTE_VALUES = 256;
    private static final int LEAST_BYTE = -128;
    private static final int[] PIXEL_AXES = {2, 3};

    private final Aten aten = Aten.instance();
    private final TorchNetwork network;
    private final NDManager owner;
    private final @Nullable NDArray oneHot;
    private final Mode mode;
    private final HostTensors host;

    ForwardPass(TorchNetwork network, NDManager owner, @Nullable NDArray oneHot, Mode mode, HostTensors host) {
        this.network = network;
        this.owner = owner;
        this.oneHot = oneHot;
        this.mode = mode;
        this.host = host;
    }

    private NDArray own(PlacedLayer at, String parameter) {
        return network.tensor(at.nameOf(parameter));
    }

    @Override
    public NDArray dense(Layer.Dense layer, PlacedLayer at, NDArray input) {
        return layer.bias()
                ? aten.call(owner, "linear", input, own(at, "weight"), own(at, "bias"))
                : aten.call(owner, "linear_unbiased", input, own(at, "weight"));
    }

    @Override
    public NDArray unflatten(Layer.Unflatten layer, PlacedLayer at, NDArray input) {
        return input.reshape(-1, layer.channels(), layer.height(), layer.width());
    }

    @Override
    public NDArray flatten(Layer.Flatten layer, PlacedLayer at, NDArray input) {
        return input.reshape(-1, at.input().size());
    }

    @Override
    public NDArray conv(Layer.Conv layer, PlacedLayer at, NDArray input) {
        NDArray geometry = aten.constant(layer.stride(), layer.padding());
        return layer.bias()
                ? aten.call(owner, "conv", input, own(at, "weight"), own(at, "bias"), geometry)
                : aten.call(owner, "conv_unbiased", input, own(at, "weight"), geometry);
    }

    @Override
    public NDArray convTranspose(Layer.ConvTranspose layer, PlacedLayer at, NDArray input) {
        NDArray geometry = aten.constant(layer.stride(), layer.padding());
        return layer.bias()
                ? aten.call(owner, "conv_transpose", input, own(at, "weight"), own(at, "bias"), geometry)
                : aten.call(owner, "conv_transpose_unbiased", input, own(at, "weight"), geometry);
    }

    @Override
    public NDArray batchNorm(Layer.BatchNorm layer, PlacedLayer at, NDArray input) {
        String method = mode instanceof Mode.Training ? "batch_norm_training" : "batch_norm_inference";
        return aten.call(
                owner,
                method,
                input,
                own(at, "gamma"),
                own(at, "beta"),
                own(at, "mean"),
                own(at, "variance"),
                aten.constant(layer.momentum(), layer.epsilon()));
    }

    @Override
    public NDArray leakyRelu(Layer.LeakyRelu layer, PlacedLayer at, NDArray input) {
        return aten.call(owner, "leaky_relu", input, aten.constant(layer.slope()));
    }

    @Override
    public NDArray relu(Layer.Relu layer, PlacedLayer at, NDArray input) {
        return input.getNDArrayInternal().relu();
    }

    @Override
    public NDArray dropout(Layer.Dropout layer, PlacedLayer at, NDArray input) {
        int dropped = (int) Math.min(Math.round(layer.rate() * BYTE_VALUES), BYTE_VALUES - 1);
        if (mode instanceof Mode.Training training && dropped > 0) {
            return input.mul(keptAndScaled(training, dropped, at.input(), input.getShape()));
        }
        return input;
    }

    /** Zeros where a number is dropped, and elsewhere what keeps the mean; laid out as convolutions leave their maps. */
    private NDArray keptAndScaled(Mode.Training training, int dropped, Features features, Shape shape) {
        boolean maps = features instanceof Features.Maps;
        Shape inMemory = maps ? new Shape(shape.get(0), shape.get(2), shape.get(3), shape.get(1)) : shape;
        NDArray bits = host.bits(owner, training.dropout(), inMemory, training.shard());
        NDArray kept = bits.gte(LEAST_BYTE + dropped).toType(DataType.FLOAT32, false);
        kept.muli((float) BYTE_VALUES / (BYTE_VALUES - dropped));
        return maps ? kept.transpose(0, 3, 1, 2) : kept;
    }

    @Override
    public NDArray tanh(Layer.Tanh layer, PlacedLayer at, NDArray input) {
        return input.tanh();
    }

    @Override
    public NDArray signedSigmoid(Layer.SignedSigmoid layer, PlacedLayer at, NDArray input) {
        return Arithmetic.times(input, 0.5).tanh();
    }

    @Override
    public NDArray maxPool(Layer.MaxPool layer, PlacedLayer at, NDArray input) {
        return aten.call(owner, "max_pool", input, aten.constant(layer.size()));
    }

    @Override
    public NDArray upsample(Layer.Upsample layer, PlacedLayer at, NDArray input) {
        return aten.call(owner, "upsample", input, aten.constant(layer.factor()));
    }

    @Override
    public NDArray globalAveragePool(Layer.GlobalAveragePool layer, PlacedLayer at, NDArray input) {
        Shape shape = input.getShape();
        return Arithmetic.times(input.sum(PIXEL_AXES), 1.0 / (shape.get(2) * shape.get(3)));
    }

    @Override
    public NDArray sum(PlacedLayer at, NDArray body, NDArray shortcut) {
        return body.add(shortcut);
    }

    @Override
    public NDArray labelConcat(Layer.LabelConcat layer, PlacedLayer at, NDArray input) {
        return input.concat(labels(at), 1);
    }

    /** Every row of the weights scores every image; ones at the common row and at the label's pick what counts. */
    @Override
    public NDArray labelProjection(Layer.LabelProjection layer, PlacedLayer at, NDArray input) {
        NDArray labels = labels(at);
        NDArray picked = NDArrays.concat(
                new NDList(owner.ones(new Shape(labels.getShape().get(0), 1)), labels), 1);
        NDArray scores = aten.call(owner, "linear_unbiased", input, own(at, "weight"));
        NDArray score = scores.mul(picked).sum(new int[] {1}, true);
        return layer.bias() ? score.add(own(at, "bias")) : score;
    }

    private NDArray labels(PlacedLayer at) {
        if (oneHot == null) {
            throw new IllegalArgumentException("Layer %s of %s needs labels"
                    .formatted(at.path(), network.network().name()));
        }
        return oneHot;
    }
}
