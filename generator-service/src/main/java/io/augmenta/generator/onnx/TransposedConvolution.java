package io.augmenta.generator.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A transposed convolution that makes its input larger by exactly its stride: each of stride × stride output pixels of an
 * input pixel is a plain convolution of the input, with the taps of the kernel that fall on it (Shi et al. 2016, Is the
 * deconvolution layer the same as a convolutional layer?, arXiv:1609.07009).
 *
 * @param inputs channels of the input
 * @param outputs channels of the output
 * @param kernel height and width of the kernel: a multiple of the stride
 * @param stride by which height and width grow
 * @param padding pixels cut off at each side
 * @param weights {@code [inputs, outputs, kernel, kernel]} in C-order
 */
@SuppressWarnings("ArrayRecordComponent") // read, not compared
record TransposedConvolution(int inputs, int outputs, int kernel, int stride, int padding, float[] weights) {
    private static final String OPERATOR = "ConvTranspose";
    /** Far beyond what is usual, and small enough to count with. */
    private static final int LARGEST_KERNEL = 1 << 10;

    private static final Set<String> UNDERSTOOD =
            Set.of("kernel_shape", "strides", "pads", "dilations", "group", "output_padding", "auto_pad");

    /**
     * Reads a node.
     *
     * @param constants the graph's constants by name
     * @return nothing where it is something else, or grows its input by anything but its stride
     */
    static Optional<TransposedConvolution> of(NodeProto node, Map<String, TensorProto> constants) {
        boolean named = node.getOpType().equals(OPERATOR) && node.getInputCount() >= 2 && node.getOutputCount() == 1;
        TensorProto weights = named ? constants.get(node.getInput(1)) : null;
        if (weights == null
                || weights.getDimsCount() != 4
                || weights.getDimsList().stream().anyMatch(extent -> extent < 1)) {
            return Optional.empty();
        }
        Map<String, AttributeProto> attributes = node.getAttributeList().stream()
                .collect(Collectors.toMap(AttributeProto::getName, Function.identity(), (one, again) -> one));
        List<Long> strides = numbers(attributes, "strides", List.of(1L, 1L));
        List<Long> pads = numbers(attributes, "pads", List.of(0L, 0L, 0L, 0L));
        long kernel = weights.getDims(2);
        if (strides.isEmpty() || pads.isEmpty() || kernel > LARGEST_KERNEL) {
            return Optional.empty();
        }
        long stride = strides.get(0);
        long padding = pads.get(0);
        boolean square = weights.getDims(3) == kernel
                && allAre(kernel, numbers(attributes, "kernel_shape", List.of()))
                && allAre(stride, strides)
                && allAre(padding, pads);
        boolean grows = stride >= 1 && padding >= 0 && kernel % stride == 0 && kernel - 2 * padding == stride;
        if (!square || !grows || !plainOtherwise(attributes)) {
            return Optional.empty();
        }
        return floats(weights)
                .map(values -> new TransposedConvolution(
                        Math.toIntExact(weights.getDims(0)),
                        Math.toIntExact(weights.getDims(1)),
                        (int) kernel,
                        (int) stride,
                        (int) padding,
                        values));
    }

    /** Neither groups nor gaps, and no size asked for. */
    private static boolean plainOtherwise(Map<String, AttributeProto> attributes) {
        return UNDERSTOOD.containsAll(attributes.keySet())
                && allAre(1, numbers(attributes, "dilations", List.of()))
                && allAre(0, numbers(attributes, "output_padding", List.of()))
                && (!attributes.containsKey("group") || attributes.get("group").getI() == 1)
                && (!attributes.containsKey("auto_pad")
                        || attributes.get("auto_pad").getS().toStringUtf8().equals("NOTSET"));
    }

    private static List<Long> numbers(Map<String, AttributeProto> attributes, String name, List<Long> otherwise) {
        AttributeProto attribute = attributes.get(name);
        return attribute == null ? otherwise : attribute.getIntsList();
    }

    private static boolean allAre(long wanted, List<Long> numbers) {
        return numbers.stream().allMatch(number -> number == wanted);
    }

    /** A file may hold numbers in either of two ways, or leave them to another file, which no checkpoint has. */
    private static Optional<float[]> floats(TensorProto tensor) {
        boolean raw = tensor.getDataType() == TensorProto.DataType.FLOAT.getNumber()
                && !tensor.getRawData().isEmpty();
        int count = raw ? tensor.getRawData().size() / Float.BYTES : tensor.getFloatDataCount();
        if (tensor.getDimsList().stream().mapToDouble(Long::doubleValue).reduce(1, (one, other) -> one * other)
                != count) {
            return Optional.empty();
        }
        float[] values = new float[count];
        if (!raw) {
            for (int i = 0; i < count; i++) {
                values[i] = tensor.getFloatData(i);
            }
            return Optional.of(values);
        }
        tensor.getRawData()
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return Optional.of(values);
    }

    /** Taps of each phase's kernel, in each direction. */
    int taps() {
        return kernel / stride;
    }

    /**
     * Zeros that a phase's convolution needs before the first pixel. Output pixel {@code stride · m + phase} is made of input
     * pixels {@code m + ⌊(phase + padding) / stride⌋ - j} for j from 0 to {@code taps - 1}.
     */
    int paddingBefore(int phase) {
        return taps() - 1 - paddingAfter(phase);
    }

    /** Zeros that a phase's convolution needs after the last pixel. */
    int paddingAfter(int phase) {
        return (phase + padding) / stride;
    }

    /** The weights of a phase's convolution, {@code [outputs, inputs, taps, taps]} in C-order. */
    float[] weightsOf(int rowPhase, int columnPhase) {
        int taps = taps();
        float[] phase = new float[outputs * inputs * taps * taps];
        int at = 0;
        for (int output = 0; output < outputs; output++) {
            for (int input = 0; input < inputs; input++) {
                int kernelStart = (input * outputs + output) * kernel * kernel;
                for (int row = 0; row < taps; row++) {
                    for (int column = 0; column < taps; column++) {
                        phase[at++] = weights[kernelStart + tap(rowPhase, row) * kernel + tap(columnPhase, column)];
                    }
                }
            }
        }
        return phase;
    }

    /** A transposed convolution has the taps of a kernel the other way round. */
    private int tap(int phase, int position) {
        return (phase + padding) % stride + stride * (taps() - 1 - position);
    }
}
