package io.augmenta.zoo.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.layer.Layer;
import io.augmenta.zoo.layer.Network;
import io.augmenta.zoo.layer.ParameterSpec;
import io.augmenta.zoo.layer.Weights;
import io.augmenta.zoo.recipe.Recipe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TransferTest {

    private static final ImageSource IMAGES = TinyImages.of(8);
    private static final byte[] PRETRAINED = stateOf(TinyRecipes.of("deep-vae", Map.of("blocks", "10")), IMAGES);

    @Test
    void convolutionsStartAsPretrainedAndStayWhileTheyAreFrozen() {
        Weights before = TrainingStateFormat.decode(PRETRAINED).learned().group("decoder.weights");
        Weights frozen = decoderAfter(2, 1);
        Weights unfrozen = decoderAfter(1, 2);
        List<String> names = convolutions(transferDecoder());
        List<String> namesBefore = convolutions(pretrainedDecoder());
        for (int i = 0; i < names.size(); i++) {
            assertArrayEquals(
                    before.get(namesBefore.get(i)).values(),
                    frozen.get(names.get(i)).values(),
                    names.get(i));
        }
        assertFalse(names.stream()
                .allMatch(name -> Arrays.equals(
                        frozen.get(name).values(), unfrozen.get(name).values())));
    }

    @Test
    void denseLayersLearnWhileConvolutionsAreFrozen() {
        Weights one = decoderAfter(2, 1);
        Weights two = decoderAfter(2, 2);
        String dense = transferDecoder().parametersOf(Layer.Dense.class).get(0).name();
        assertFalse(Arrays.equals(one.get(dense).values(), two.get(dense).values()));
    }

    @Test
    void checkpointOfAnotherShapeIsRefused() {
        assertRefused(
                "pretrained is \"" + TinyRecipes.PRETRAINED
                        + "\", which was trained with blocks 10, this run asks for blocks 13; they have to be equal",
                TinyRecipes.transfer(Map.of("blocks", "13")),
                Optional.of(PRETRAINED));
        assertRefused(
                "pretrained is \"" + TinyRecipes.PRETRAINED
                        + "\", which was trained with width 2, this run asks for width 3; they have to be equal",
                TinyRecipes.transfer(Map.of("width", "3")),
                Optional.of(PRETRAINED));
        assertRefused(
                "pretrained is \"" + TinyRecipes.PRETRAINED + "\", a checkpoint of a cvae; expected one of a deep-vae",
                TinyRecipes.transfer(Map.of()),
                Optional.of(stateOf(TinyRecipes.of("cvae", Map.of()), IMAGES)));
        assertRefused(
                TinyRecipes.PRETRAINED
                        + " has a tensor encoder 0.body.0.weight of shape [2, 3, 3, 3], images like these"
                        + " need [2, 1, 3, 3]; train it on images of the same number of channels",
                TinyRecipes.transfer(Map.of()),
                Optional.of(stateOf(TinyRecipes.of("deep-vae", Map.of("blocks", "10")), TinyImages.of(8, 3))));
        assertRefused(
                "There is no training state of " + TinyRecipes.PRETRAINED + " to start from",
                TinyRecipes.transfer(Map.of()),
                Optional.empty());
    }

    @Test
    void damagedCheckpointIsRefused() {
        byte[] cut = Arrays.copyOf(PRETRAINED, PRETRAINED.length / 2);
        assertThrows(
                InvalidTrainingStateException.class, () -> train(TinyRecipes.transfer(Map.of()), 1, Optional.of(cut)));
    }

    @Test
    void latentsOfAnotherLengthCanBeTransferredTo() {
        assertTrue(train(TinyRecipes.transfer(Map.of("latent", "5")), 1, Optional.of(PRETRAINED))
                        .generatorOnnx()
                        .length
                > 0);
    }

    private static Weights decoderAfter(int frozenEpochs, int epochs) {
        Recipe recipe = TinyRecipes.transfer(Map.of("frozen-epochs", "" + frozenEpochs));
        byte[] state = train(recipe, epochs, Optional.of(PRETRAINED)).state();
        return TrainingStateFormat.decode(state).learned().group("decoder.weights");
    }

    private static Network transferDecoder() {
        return ModelNetworks.of(TinyRecipes.transfer(Map.of()), ImageShape.of(IMAGES))
                .maker();
    }

    private static Network pretrainedDecoder() {
        return ModelNetworks.of(TinyRecipes.of("deep-vae", Map.of("blocks", "10")), ImageShape.of(IMAGES))
                .maker();
    }

    private static List<String> convolutions(Network network) {
        List<ParameterSpec> parameters = new ArrayList<>(network.parameters());
        parameters.removeAll(network.parametersOf(Layer.Dense.class));
        return parameters.stream().map(ParameterSpec::name).toList();
    }

    private static byte[] stateOf(Recipe recipe, ImageSource images) {
        return new GenerativeTrainer(TestTorch.runtime())
                .train(
                        new TrainingPlan(recipe, 20, 3, 20),
                        TrainingData.of(images),
                        null,
                        new Recording(),
                        StopSignal.never())
                .snapshot()
                .state();
    }

    private static TrainingSnapshot train(Recipe recipe, int epochs, Optional<byte[]> pretrained) {
        return new GenerativeTrainer(TestTorch.runtime())
                .train(
                        new TrainingPlan(recipe, epochs, 7, epochs),
                        new TrainingData(IMAGES, Map.of(), pretrained),
                        null,
                        new Recording(),
                        StopSignal.never())
                .snapshot();
    }

    private static void assertRefused(String message, Recipe recipe, Optional<byte[]> pretrained) {
        UnusablePretrainingException refused =
                assertThrows(UnusablePretrainingException.class, () -> train(recipe, 1, pretrained));
        assertEquals(message, refused.getMessage());
    }
}
