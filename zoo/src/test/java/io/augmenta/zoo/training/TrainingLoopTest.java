package io.augmenta.zoo.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.augmenta.zoo.architecture.AdversarialNetworks;
import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.layer.Network;
import io.augmenta.zoo.layer.ParameterSpec;
import io.augmenta.zoo.layer.Weights;
import io.augmenta.zoo.recipe.WganGp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingLoopTest {

    private static final ImageSource IMAGES = TinyImages.of(64 * 4);
    private static final TrainingPlan PLAN = new TrainingPlan(WganGp.defaults(), 3, 7, 1);

    @Test
    void lossThatIsNoLongerFiniteEndsTheRunAndNamesTheStep() {
        Recording recording = new Recording();
        GenerativeModel diverging = new ScriptedModel(6);
        RunIdentity run = RunIdentity.of(PLAN, IMAGES);
        TrainingLoop loop = new TrainingLoop(PLAN, TrainingData.of(IMAGES), run, diverging, "nowhere", recording);
        TrainingDivergedException diverged =
                assertThrows(TrainingDivergedException.class, () -> loop.run(StopSignal.never()));
        assertEquals(6, diverged.step());
        assertEquals(
                "Training diverged at step 6 (epoch 2): the critic loss is NaN. The last checkpoint is unharmed;"
                        + " try a lower learning-rate",
                diverged.getMessage());
        assertEquals(1, recording.snapshots.size());
        assertEquals(4, recording.snapshots.get(0).step());
    }

    @Test
    void epochReportsTheMeanOfItsSteps() {
        Recording recording = new Recording();
        GenerativeModel model = new ScriptedModel(Long.MAX_VALUE);
        RunIdentity run = RunIdentity.of(PLAN, IMAGES);
        new TrainingLoop(PLAN, TrainingData.of(IMAGES), run, model, "nowhere", recording).run(StopSignal.never());
        // the loss of a step is its number: means of 1 … 4, 5 … 8, 9 … 12
        assertEquals(2.5, recording.epochs.get(0).losses().get("critic"));
        assertEquals(6.5, recording.epochs.get(1).losses().get("critic"));
        assertEquals(10.5, recording.epochs.get(2).losses().get("critic"));
    }

    /** Its loss is the number of the step, until it is NaN. */
    private record ScriptedModel(long nanAtStep, List<Map<String, Double>> waiting) implements GenerativeModel {

        ScriptedModel(long nanAtStep) {
            this(nanAtStep, new ArrayList<>());
        }

        @Override
        public void learn(RealBatch batch, long step) {
            waiting.add(Map.of("critic", step + 1 == nanAtStep ? Double.NaN : step + 1));
        }

        @Override
        public List<Map<String, Double>> takeLosses() {
            List<Map<String, Double>> taken = List.copyOf(waiting);
            waiting.clear();
            return taken;
        }

        @Override
        public Network generator() {
            return AdversarialNetworks.generator(WganGp.defaults(), 2, 1, 32);
        }

        @Override
        public Weights generatorWeights() {
            Map<String, Weights.Tensor> tensors = new LinkedHashMap<>();
            for (ParameterSpec parameter : generator().parameters()) {
                tensors.put(parameter.name(), new Weights.Tensor(parameter.shape(), new float[parameter.size()]));
            }
            return new Weights(tensors);
        }

        @Override
        public float[] generate(float[] latents, int[] labels) {
            return new float[labels.length * 32 * 32];
        }

        @Override
        public LearnedState learned() {
            return new LearnedState(Map.of(), Map.of());
        }

        @Override
        public void close() {}
    }
}
