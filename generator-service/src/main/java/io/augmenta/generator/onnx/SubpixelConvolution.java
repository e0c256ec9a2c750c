package io.augmenta.generator.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes a transposed convolution as stride × stride plain ones, the phases, and interleaves what they give.
 *
 * @param convolution what is written
 * @param height of its input
 * @param width of its input
 */
record SubpixelConvolution(TransposedConvolution convolution, long height, long width) {

    /**
     * Writes the nodes.
     *
     * @param writer adds nodes to the graph
     * @param node the transposed convolution
     * @param activation what its output goes through, if that is all it goes to: quicker before phases are interleaved
     */
    void write(NodeWriter writer, NodeProto node, Optional<NodeProto> activation) {
        String result = activation.orElse(node).getOutput(0);
        int stride = convolution.stride();
        if (stride == 1) {
            writePhase(writer, node, activation, result, 0, 0);
            return;
        }
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < stride; row++) {
            List<String> phases = new ArrayList<>();
            for (int column = 0; column < stride; column++) {
                String phase = result + "/phase" + row + "." + column;
                writePhase(writer, node, activation, phase, row, column);
                phases.add(phase);
            }
            String interleaved = result + "/rows" + row;
            interleaveColumns(writer, phases, interleaved);
            rows.add(interleaved);
        }
        interleaveRows(writer, rows, result);
    }

    private void writePhase(
            NodeWriter writer, NodeProto node, Optional<NodeProto> activation, String result, int row, int column) {
        List<String> inputs = new ArrayList<>(node.getInputList());
        String weights = result + "/weight";
        inputs.set(1, weights);
        int taps = convolution.taps();
        writer.floats(
                weights, convolution.weightsOf(row, column), convolution.outputs(), convolution.inputs(), taps, taps);
        String convolved = activation.isPresent() ? result + "/convolved" : result;
        writer.conv(
                convolved,
                inputs,
                taps,
                convolution.paddingBefore(row),
                convolution.paddingBefore(column),
                convolution.paddingAfter(row),
                convolution.paddingAfter(column));
        activation.ifPresent(function -> writer.like(function, result, convolved));
    }

    /** Pixels of a row lie side by side: one of each phase in turn. */
    private void interleaveColumns(NodeWriter writer, List<String> phases, String result) {
        long channels = convolution.outputs();
        long stride = convolution.stride();
        writer.concat(result + "/phases", phases, 1);
        writer.reshape(result + "/planes", result + "/phases", -1, stride, channels * height * width);
        writer.transpose(result + "/pixels", result + "/planes", 0, 2, 1);
        writer.reshape(result, result + "/pixels", -1, channels, height, stride * width);
    }

    /** Rows follow each other: what lies beside a row in a wider image is the next row. */
    private void interleaveRows(NodeWriter writer, List<String> rows, String result) {
        long stride = convolution.stride();
        writer.concat(result + "/wide", rows, 3);
        writer.reshape(result, result + "/wide", -1, convolution.outputs(), stride * height, stride * width);
    }
}
