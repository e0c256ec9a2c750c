package io.augmenta.zoo.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.zoo.data.ImageSource;
import io.augmenta.zoo.data.InMemoryImages;
import io.augmenta.zoo.recipe.Recipe;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenerativeTrainerTest {

    private static final Recipe RECIPE =
            Recipe.parse("wgan-gp", Map.of("width", "2", "latent", "8", "batch-size", "4", "critic-steps", "2"));

    /** Two full batches an epoch; two images wait for another epoch. */
    private static final ImageSource IMAGES = TinyImages.of(10);

    private final GenerativeTrainer trainer = new GenerativeTrainer(TestTorch.runtime());

    /** Steps 2 and 4 end epochs; 1, 3 and 5 lie within them. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void resumedRunMatchesUninterruptedRun(int stopAfterSteps) {
        TrainingSnapshot uninterrupted = train(plan(3, 7), IMAGES, null).snapshot();

        Recording first = new Recording();
        TrainingOutcome stopped =
                trainer.train(plan(3, 7), TrainingData.of(IMAGES), null, first, first.after(stopAfterSteps));
        assertInstanceOf(TrainingOutcome.Stopped.class, stopped);
        assertEquals(stopAfterSteps, stopped.snapshot().step());
        assertEquals(stopAfterSteps % 2 == 1, stopped.snapshot().midEpoch());
        TrainingSnapshot resumed =
                train(plan(3, 7), IMAGES, stopped.snapshot().resumePoint()).snapshot();

        assertArrayEquals(uninterrupted.state(), resumed.state());
        assertArrayEquals(uninterrupted.generatorOnnx(), resumed.generatorOnnx());
        assertArrayEquals(uninterrupted.sampleGridPng(), resumed.sampleGridPng());
        assertArrayEquals(uninterrupted.reference(), resumed.reference());
        assertEquals(losses(uninterrupted), losses(resumed));
    }

    @Test
    void runStoppedAtEveryStepMatchesUninterruptedRun() {
        TrainingSnapshot uninterrupted = train(plan(3, 7), IMAGES, null).snapshot();
        ResumePoint point = null;
        TrainingOutcome outcome;
        do {
            Recording recording = new Recording();
            outcome = trainer.train(plan(3, 7), TrainingData.of(IMAGES), point, recording, recording.after(1));
            point = outcome.snapshot().resumePoint();
        } while (outcome instanceof TrainingOutcome.Stopped);
        assertArrayEquals(uninterrupted.state(), outcome.snapshot().state());
    }

    /** What a gradient is taken from must not lie where the garbage collector hands out memory anew. */
    @Test
    void garbageCollectionChangesNothing() {
        byte[] undisturbed = train(plan(4, 7), IMAGES, null).snapshot().state();
        try (GarbageCollection collecting = new GarbageCollection()) {
            for (int i = 0; i < 3; i++) {
                byte[] disturbed = train(plan(4, 7), IMAGES, null).snapshot().state();
                assertArrayEquals(undisturbed, disturbed);
            }
            assertTrue(collecting.collections() > 0);
        }
    }

    @Test
    void anotherSeedMakesAnotherGenerator() {
        assertFalse(Arrays.equals(
                train(plan(1, 7), IMAGES, null).snapshot().generatorOnnx(),
                train(plan(1, 8), IMAGES, null).snapshot().generatorOnnx()));
    }

    @Test
    void finishedRunGoesOnWithMoreEpochs() {
        TrainingSnapshot uninterrupted = train(plan(3, 7), IMAGES, null).snapshot();
        ResumePoint afterTwo = train(plan(2, 7), IMAGES, null).snapshot().resumePoint();
        TrainingSnapshot extended = train(plan(3, 7), IMAGES, afterTwo).snapshot();
        assertArrayEquals(uninterrupted.generatorOnnx(), extended.generatorOnnx());
    }

    @Test
    void resumingAFinishedRunGivesItsSnapshotAgain() {
        TrainingSnapshot finished = train(plan(2, 7), IMAGES, null).snapshot();
        TrainingOutcome again = train(plan(2, 7), IMAGES, finished.resumePoint());
        assertInstanceOf(TrainingOutcome.Completed.class, again);
        assertArrayEquals(finished.state(), again.snapshot().state());
        assertEquals(finished.history(), again.snapshot().history());
    }

    @Test
    void reportsAndCheckpointsComeWhenThePlanSays() {
        Recording recording = new Recording();
        TrainingPlan plan = new TrainingPlan(RECIPE, 5, 7, 2);
        TrainingOutcome outcome = trainer.train(plan, TrainingData.of(IMAGES), null, recording, StopSignal.never());

        assertInstanceOf(TrainingOutcome.Completed.class, outcome);
        assertEquals(List.of(new TrainingStart("CPU, 1 thread", 2, 0, 0)), recording.starts);
        assertEquals(10, recording.steps.size());
        assertEquals(
                List.of(1, 2, 3, 4, 5),
                recording.epochs.stream().map(EpochReport::epoch).toList());
        assertEquals(
                List.of(2, 4, 5),
                recording.snapshots.stream().map(TrainingSnapshot::epoch).toList());
        assertEquals(
                List.of(false, false, true),
                recording.snapshots.stream().map(TrainingSnapshot::last).toList());
        assertEquals(recording.epochs, outcome.snapshot().history());
    }

    @Test
    void epochReportsLossesDiversityAndSpeed() {
        Recording recording = new Recording();
        trainer.train(plan(1, 7), TrainingData.of(IMAGES), null, recording, StopSignal.never());
        EpochReport report = recording.epochs.get(0);
        assertEquals(
                List.of("critic", "generator", "gradient_penalty", "gradient_norm", "diversity"),
                List.copyOf(report.losses().keySet()));
        assertTrue(report.losses().values().stream().allMatch(Double::isFinite));
        assertTrue(report.imagesPerSecond() > 0);
        assertTrue(report.duration().toNanos() > 0);
    }

    @Test
    void sampleGridHasARowForEachClass() throws IOException {
        byte[] png = train(plan(1, 7), IMAGES, null).snapshot().sampleGridPng();
        BufferedImage grid = ImageIO.read(new ByteArrayInputStream(png));
        assertEquals(2 * 32 + 2, grid.getHeight());
        assertEquals(8 * 32 + 7 * 2, grid.getWidth());
    }

    @Test
    void colourImagesAreTrainedOn() {
        TrainingSnapshot snapshot = train(plan(1, 7), TinyImages.of(4, 3), null).snapshot();
        assertTrue(snapshot.generatorOnnx().length > 0);
    }

    @Test
    void fewerImagesThanABatchAreOneBatch() {
        assertEquals(2, train(plan(2, 7), TinyImages.of(3), null).snapshot().step());
    }

    @Test
    void stateOfAnotherSeedRecipeOrSetOfImagesIsRefused() {
        ResumePoint point = train(plan(1, 7), IMAGES, null).snapshot().resumePoint();
        assertRefused("its seed is 7, the plan's is 8", plan(2, 8), IMAGES, point);
        assertRefused("its SHA-256 of the images is", plan(2, 7), TinyImages.of(11), point);
        Recipe wider = Recipe.parse("wgan-gp", Map.of("width", "3", "latent", "8", "batch-size", "4"));
        assertRefused("its width is 2, the plan's is 3", new TrainingPlan(wider, 2, 7, 1), IMAGES, point);
    }

    @Test
    void historyOfAnotherLengthIsRefused() {
        TrainingSnapshot snapshot = train(plan(2, 7), IMAGES, null).snapshot();
        ResumePoint point = new ResumePoint(snapshot.state(), List.of());
        assertRefused("2 finished epochs, the history given with it has 0", plan(3, 7), IMAGES, point);
    }

    @Test
    void imagesThatFitNoNetworkAreRefused() {
        ImageSource odd = InMemoryImages.of(List.of("a"), 1, 48, 48, List.of(new byte[48 * 48]), new int[1]);
        UntrainableImagesException refused =
                assertThrows(UntrainableImagesException.class, () -> train(plan(1, 7), odd, null));
        assertEquals("The images are 48 × 48 pixels; possible are squares of [32, 64, 128]", refused.getMessage());
    }

    private static TrainingPlan plan(int epochs, long seed) {
        return new TrainingPlan(RECIPE, epochs, seed, 100);
    }

    private TrainingOutcome train(TrainingPlan plan, ImageSource images, @Nullable ResumePoint resume) {
        return trainer.train(plan, TrainingData.of(images), resume, new Recording(), StopSignal.never());
    }

    private void assertRefused(String part, TrainingPlan plan, ImageSource images, ResumePoint point) {
        InvalidTrainingStateException refused =
                assertThrows(InvalidTrainingStateException.class, () -> train(plan, images, point));
        assertTrue(String.valueOf(refused.getMessage()).contains(part), refused.getMessage());
    }

    private static List<Map<String, Double>> losses(TrainingSnapshot snapshot) {
        return snapshot.history().stream().map(EpochReport::losses).toList();
    }
}
