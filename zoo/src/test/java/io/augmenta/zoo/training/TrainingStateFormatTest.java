package io.augmenta.zoo.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.zoo.layer.Weights;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingStateFormatTest {

    private static final int MAGIC_BYTES = "augmenta training state\n".length();

    private final byte[] written = TrainingStateFormat.encode(state());

    @Test
    void whatIsReadIsWhatWasWritten() {
        TrainingState read = TrainingStateFormat.decode(written);
        assertEquals(state().run(), read.run());
        assertEquals(state().step(), read.step());
        assertEquals(state().epochSums(), read.epochSums());
        assertEquals(state().epochMeans(), read.epochMeans());
        assertEquals(state().learned().counters(), read.learned().counters());
        Weights.Tensor tensor = read.learned().group("generator.weights").get("0.weight");
        assertEquals(List.of(2, 3), tensor.shape());
        assertArrayEquals(new float[] {1, -2, Float.MIN_VALUE, 0, 1e30f, 6}, tensor.values());
    }

    @Test
    void stateCutOffAnywhereIsRefused() {
        for (int length = 0; length < written.length; length++) {
            byte[] half = Arrays.copyOf(written, length);
            assertThrows(InvalidTrainingStateException.class, () -> TrainingStateFormat.decode(half));
        }
    }

    @Test
    void stateWithAnyByteChangedIsRefused() {
        for (int i = 0; i < written.length; i++) {
            byte[] harmed = written.clone();
            harmed[i] ^= 0x10;
            assertThrows(InvalidTrainingStateException.class, () -> TrainingStateFormat.decode(harmed));
        }
    }

    @Test
    void damageIsNamed() {
        byte[] half = Arrays.copyOf(written, written.length - 1);
        assertTrue(refusal(half).contains("damaged or cut off"), refusal(half));
    }

    @Test
    void foreignFileIsNamed() {
        byte[] foreign = "{\"not\": \"a state of any training run\"}".getBytes(StandardCharsets.UTF_8);
        assertEquals(
                "Not a training state: %d bytes that do not begin with \"augmenta training state\""
                        .formatted(foreign.length),
                refusal(foreign));
    }

    @Test
    void laterVersionIsNamed() {
        byte[] later = written.clone();
        ByteBuffer.wrap(later).putInt(MAGIC_BYTES, 2);
        byte[] digest = RunIdentity.sha256().digest(Arrays.copyOf(later, later.length - 32));
        System.arraycopy(digest, 0, later, later.length - 32, 32);
        assertEquals("The training state has format version 2; this software reads version 1", refusal(later));
    }

    private static String refusal(byte[] bytes) {
        InvalidTrainingStateException refused =
                assertThrows(InvalidTrainingStateException.class, () -> TrainingStateFormat.decode(bytes));
        return String.valueOf(refused.getMessage());
    }

    private static TrainingState state() {
        Weights.Tensor tensor = new Weights.Tensor(List.of(2, 3), new float[] {1, -2, Float.MIN_VALUE, 0, 1e30f, 6});
        LearnedState learned = new LearnedState(
                Map.of("generator.weights", new Weights(Map.of("0.weight", tensor))), Map.of("generator.updates", 9L));
        RunIdentity run = new RunIdentity("wgan-gp", Map.of("width", "2"), 7, "c0ffee");
        return new TrainingState(run, 9, Map.of("critic", 0.5), List.of(Map.of("critic", -1.25)), learned);
    }
}
