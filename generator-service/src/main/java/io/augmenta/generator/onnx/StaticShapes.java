package io.augmenta.generator.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** What ONNX Runtime infers of the shapes within a graph. */
final class StaticShapes {
    private StaticShapes() {}

    /**
     * Asks for the shapes of values within a graph.
     *
     * @param names values that some node makes
     * @return the shape of each, -1 for what is known only when the graph runs
     * @throws OrtException if the graph cannot be loaded
     */
    static Map<String, long[]> of(ModelProto model, Collection<String> names) throws OrtException {
        ModelProto.Builder asked = model.toBuilder();
        names.forEach(name ->
                asked.getGraphBuilder().addOutput(ValueInfoProto.newBuilder().setName(name)));
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
            options.setIntraOpNumThreads(1);
            try (OrtSession session =
                    OrtEnvironment.getEnvironment().createSession(asked.build().toByteArray(), options)) {
                Map<String, long[]> shapes = new HashMap<>();
                session.getOutputInfo().forEach((name, info) -> {
                    if (names.contains(name) && info.getInfo() instanceof TensorInfo tensor) {
                        shapes.put(name, tensor.getShape());
                    }
                });
                return shapes;
            }
        }
    }
}
