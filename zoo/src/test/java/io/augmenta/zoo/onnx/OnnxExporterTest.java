package io.augmenta.zoo.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.onnx.proto.OnnxMl;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.protobuf.InvalidProtocolBufferException;
import io.augmenta.zoo.architecture.AdversarialNetworks;
import io.augmenta.zoo.architecture.VariationalNetworks;
import io.augmenta.zoo.layer.Features;
import io.augmenta.zoo.layer.Layer;
import io.augmenta.zoo.layer.Network;
import io.augmenta.zoo.random.RandomStream;
import io.augmenta.zoo.recipe.AdversarialRecipe;
import io.augmenta.zoo.recipe.Recipe;
import io.augmenta.zoo.recipe.VariationalRecipe;
import io.augmenta.zoo.recipe.WganGp;
import io.augmenta.zoo.torch.Autograd;
import io.augmenta.zoo.torch.HostTensors;
import io.augmenta.zoo.torch.Mode;
import io.augmenta.zoo.torch.TorchNetwork;
import io.augmenta.zoo.torch.TorchRuntime;
import io.augmenta.zoo.torch.TorchSettings;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OnnxExporterTest {

    private static final float TOLERANCE = 1e-4f;
    private static final int CLASSES = 3;
    private static final int IMAGES = 5;
    private static final WganGp RECIPE = (WganGp) Recipe.parse("wgan-gp", Map.of("width", "4", "latent", "16"));
    private static final OnnxSignature SIGNATURE = new OnnxSignature("in", "out", Map.of("greeting", "hello"));

    private final TorchRuntime torch = TorchRuntime.start(new TorchSettings(TorchSettings.DeviceChoice.CPU, 1));
    private final NDManager owner = torch.newManager();
    private final HostTensors host = new HostTensors();

    @AfterEach
    void free() {
        owner.close();
    }

    static List<Arguments> everyRecipeSizeAndNumberOfChannels() {
        List<Map<String, String>> adversarial = List.of(
                Map.of("generator", "transposed", "discriminator", "dropout"),
                Map.of("generator", "upsampling", "discriminator", "batchnorm"));
        List<Map<String, String>> plain = List.of(
                Map.of("encoder", "conv-3", "decoder", "transposed-3"),
                Map.of("encoder", "conv-6", "decoder", "transposed-6"));
        List<Map<String, String>> deep = Stream.of("10", "13", "16", "19")
                .map(blocks -> Map.of("blocks", blocks))
                .toList();
        Map<String, List<Map<String, String>>> shapes =
                Map.of("cgan", adversarial, "wgan-gp", adversarial, "cvae", plain, "deep-cvae", deep, "deep-vae", deep);
        List<Arguments> all = new ArrayList<>();
        new TreeMap<>(shapes)
                .forEach((family, ofFamily) -> ofFamily.forEach(shape -> {
                    Map<String, String> parameters = new HashMap<>(shape);
                    parameters.putAll(Map.of("width", "2", "latent", "16"));
                    for (int size : new int[] {32, 64, 128}) {
                        for (int channels : new int[] {1, 3}) {
                            all.add(Arguments.of(Recipe.parse(family, parameters), size, channels));
                        }
                    }
                }));
        Recipe transfer = Recipe.parse("transfer", Map.of("pretrained", "x", "width", "2", "latent", "16"));
        all.add(Arguments.of(transfer, 64, 1));
        return all;
    }

    @ParameterizedTest
    @MethodSource("everyRecipeSizeAndNumberOfChannels")
    void generatorMakesTheSameImagesInOnnxRuntime(Recipe recipe, int size, int channels) throws OrtException {
        assertSameInBoth(generator(recipe, size, channels));
    }

    private static Network generator(Recipe recipe, int size, int channels) {
        return recipe instanceof AdversarialRecipe adversarial
                ? AdversarialNetworks.generator(adversarial, CLASSES, channels, size)
                : VariationalNetworks.generator((VariationalRecipe) recipe, CLASSES, channels, size);
    }

    @Test
    void discriminatorsAndEncodersGiveTheSameNumbersInOnnxRuntime() throws OrtException {
        assertSameInBoth(AdversarialNetworks.discriminator(RECIPE, CLASSES, 1, 32));
        AdversarialRecipe cgan =
                (AdversarialRecipe) Recipe.parse("cgan", Map.of("width", "4", "discriminator", "batchnorm"));
        assertSameInBoth(AdversarialNetworks.discriminator(cgan, CLASSES, 1, 32));
        for (String family : List.of("cvae", "deep-cvae")) {
            VariationalRecipe recipe = (VariationalRecipe) Recipe.parse(family, Map.of("width", "4", "latent", "16"));
            assertSameInBoth(VariationalNetworks.encoder(recipe, CLASSES, 1, 32));
        }
    }

    @Test
    void residualClassifierGivesTheSameLogitsInOnnxRuntime() throws OrtException {
        List<Layer> body = List.of(
                new Layer.Conv(8, 3, 2, 1, false),
                Layer.BatchNorm.standard(),
                new Layer.Relu(),
                new Layer.Conv(8, 3, 1, 1, false),
                Layer.BatchNorm.standard());
        List<Layer> shortcut = List.of(new Layer.Conv(8, 1, 2, 0, false), Layer.BatchNorm.standard());
        assertSameInBoth(new Network(
                "classifier",
                new Features.Maps(1, 16, 16),
                List.of(
                        new Layer.Conv(4, 3, 1, 1, true),
                        new Layer.Relu(),
                        new Layer.Residual(body, shortcut),
                        new Layer.Relu(),
                        new Layer.Residual(List.of(new Layer.Conv(8, 3, 1, 1, true)), List.of()),
                        new Layer.GlobalAveragePool(),
                        new Layer.Dropout(0.5),
                        new Layer.Dense(CLASSES, true))));
    }

    @Test
    void batchNormalisationAfterAConvolutionIsFoldedIntoIt() throws InvalidProtocolBufferException {
        Network generator = AdversarialNetworks.generator(RECIPE, CLASSES, 1, 64);
        List<String> operators = OnnxMl.ModelProto.parseFrom(exported(generator)).getGraph().getNodeList().stream()
                .map(OnnxMl.NodeProto::getOpType)
                .toList();
        // the one after the reshape has no convolution to go into
        assertEquals(1, operators.stream().filter("BatchNormalization"::equals).count());
        assertEquals(4, operators.stream().filter("ConvTranspose"::equals).count());
    }

    @Test
    void equalNetworksMakeEqualBytes() {
        Network generator = AdversarialNetworks.generator(RECIPE, CLASSES, 1, 32);
        assertArrayEquals(exported(generator), exported(generator));
    }

    @Test
    void modelSaysWhatItIs() throws InvalidProtocolBufferException {
        OnnxMl.ModelProto model =
                OnnxMl.ModelProto.parseFrom(exported(AdversarialNetworks.generator(RECIPE, CLASSES, 1, 32)));
        assertEquals(8, model.getIrVersion());
        assertEquals(17, model.getOpsetImport(0).getVersion());
        assertEquals("greeting", model.getMetadataProps(0).getKey());
        assertEquals("hello", model.getMetadataProps(0).getValue());
    }

    private byte[] exported(Network network) {
        try (TorchNetwork trained = worked(network)) {
            return OnnxExporter.export(network, trained.weights(), SIGNATURE);
        }
    }

    private void assertSameInBoth(Network network) throws OrtException {
        float[] input = RandomStream.of(3, "input", 0)
                .gaussians(IMAGES * network.input().size());
        int[] labels = {0, 2, 1, 1, 2};
        try (TorchNetwork trained = worked(network)) {
            float[] expected = Autograd.notRecording(() -> run(trained, input, labels, Mode.inference()));
            byte[] model = OnnxExporter.export(network, trained.weights(), SIGNATURE);
            float[] found = inOnnxRuntime(model, network, input, labels);
            System.out.printf(
                    "%s %s: largest difference %.2g%n", network.name(), network.output(), largest(expected, found));
            // images lie in [-1, 1]; scores and encodings may be larger
            float scale = Math.max(1, largest(expected, new float[expected.length]));
            assertArrayEquals(expected, found, TOLERANCE * scale);
            assertFalse(Arrays.stream(indices(expected)).allMatch(i -> expected[i] == expected[0]));
        }
    }

    /** A network whose running statistics are no longer the initial ones. */
    private TorchNetwork worked(Network network) {
        TorchNetwork made = TorchNetwork.create(torch, network, 11);
        for (int i = 0; i < 3; i++) {
            float[] input = RandomStream.of(4, "work", i)
                    .gaussians(IMAGES * network.input().size());
            Mode mode = Mode.training(RandomStream.of(4, "dropout", i));
            Autograd.notRecording(() -> run(made, input, new int[] {0, 1, 2, 0, 1}, mode));
        }
        return made;
    }

    private float[] run(TorchNetwork network, float[] input, int[] labels, Mode mode) {
        List<Long> shape = new ArrayList<>(List.of((long) IMAGES));
        network.network().input().extents().forEach(extent -> shape.add((long) extent));
        long[] extents = shape.stream().mapToLong(Long::longValue).toArray();
        NDArray output =
                network.forward(owner, host.floats(owner, input, extents), host.oneHot(owner, labels, CLASSES), mode);
        return output.reshape(-1).toFloatArray();
    }

    private static float[] inOnnxRuntime(byte[] model, Network network, float[] input, int[] labels)
            throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        long[] shape = LongStream.concat(
                        LongStream.of(IMAGES),
                        network.input().extents().stream().mapToLong(Integer::longValue))
                .toArray();
        long[] longLabels = Arrays.stream(labels).asLongStream().toArray();
        try (OrtSession session = environment.createSession(model);
                OnnxTensor first = OnnxTensor.createTensor(environment, FloatBuffer.wrap(input), shape);
                OnnxTensor second =
                        OnnxTensor.createTensor(environment, LongBuffer.wrap(longLabels), new long[] {IMAGES})) {
            Map<String, OnnxTensor> inputs = new HashMap<>(Map.of("in", first));
            if (session.getInputNames().contains("label")) {
                inputs.put("label", second);
            }
            try (OrtSession.Result result = session.run(inputs)) {
                FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
                float[] found = new float[values.remaining()];
                values.get(found);
                return found;
            }
        }
    }

    private static float largest(float[] expected, float[] found) {
        return (float) Arrays.stream(indices(expected))
                .mapToDouble(i -> Math.abs(expected[i] - found[i]))
                .max()
                .orElseThrow();
    }

    private static int[] indices(float[] values) {
        return IntStream.range(0, values.length).toArray();
    }
}
