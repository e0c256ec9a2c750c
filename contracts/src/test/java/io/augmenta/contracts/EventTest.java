package io.augmenta.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventTest {
    private static final String DIGEST = "ab".repeat(32);

    @Test
    void pixelsThatDoNotFillTheShapeAreRefusedWithBothSizes() {
        InvalidEventException refused = assertThrows(
                InvalidEventException.class,
                () -> new LabelledImage(
                        DIGEST,
                        "glioma",
                        Split.TRAIN,
                        DIGEST,
                        1,
                        4,
                        4,
                        Bytes.wrap(new byte[15]),
                        Bytes.empty(),
                        "",
                        null));
        assertTrue(refused.getMessage().contains("expected 16 bytes, got 15"), refused.getMessage());
    }

    @Test
    void realImagesMayNotPassAsSynthetic() {
        LabelledImage real = new LabelledImage(
                DIGEST, "glioma", Split.TRAIN, DIGEST, 1, 1, 1, Bytes.wrap(new byte[1]), Bytes.empty(), "a.png", null);
        assertThrows(InvalidEventException.class, () -> new SyntheticBatch("r", "c", 0, List.of(real)));
    }

    @Test
    void checkpointsOfARunSortByAge() {
        assertEquals("run-e0007", CheckpointPublished.id("run", 7));
        assertTrue(CheckpointPublished.id("run", 999).compareTo(CheckpointPublished.id("run", 1000)) < 0);
        assertEquals("run-e12345", CheckpointPublished.id("run", 12_345));
    }

    @Test
    void topicsAreNamedOnceAndDeadLettersApart() {
        Set<String> names = new HashSet<>();
        for (Topic<?> topic : Topics.all()) {
            assertTrue(names.add(topic.name()), topic.name());
            assertTrue(names.add(topic.deadLetters()), topic.deadLetters());
        }
        assertEquals("augmenta.image-batches.v1.dead-letters", Topics.IMAGE_BATCHES.deadLetters());
    }

    @Test
    void bytesAreEqualByContentAndCopyFromBuffersWithoutMovingThem() {
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}, 1, 2);
        Bytes copied = Bytes.copyOf(buffer);
        assertEquals(Bytes.wrap(new byte[] {2, 3}), copied);
        assertEquals(2, buffer.remaining());
        assertNotEquals(Bytes.wrap(new byte[] {2, 4}), copied);
        assertEquals(copied.hashCode(), Bytes.wrap(new byte[] {2, 3}).hashCode());
    }

    @Test
    void aCancellationCountsForWhatWasAskedForUntilThen() {
        Instant then = Instant.parse("2026-01-02T03:04:05.678Z");
        TrainingCancelled cancelled = new TrainingCancelled("run", null, then);
        TrainingRequested request = new TrainingRequested("run", "brains", "v1", "wgan-gp", Map.of(), 30, 7, 5);
        assertTrue(cancelled.countsFor(request));
        assertTrue(cancelled.countsFor(request.requestedAt(then.minusMillis(1))));
        assertTrue(cancelled.countsFor(request.requestedAt(then)));
        assertFalse(cancelled.countsFor(request.requestedAt(then.plusMillis(1))));
    }

    @Test
    void aVersionTellsHowManyImagesASplitHasInAllAndOfEachClass() {
        DatasetVersion version = new DatasetVersion(
                "brains",
                "v1",
                "ingest-1",
                List.of("glioma", "none"),
                1,
                64,
                64,
                SplitRule.GROUPED,
                7,
                14,
                0,
                0,
                0,
                14,
                0,
                List.of(
                        new SplitCount(Split.TRAIN, "glioma", 6),
                        new SplitCount(Split.TEST, "glioma", 3),
                        new SplitCount(Split.TRAIN, "none", 5),
                        new SplitCount(Split.TEST, "none", 0)),
                List.of(),
                Instant.parse("2026-01-02T03:04:05.678Z"));
        assertEquals(11, version.images(Split.TRAIN));
        assertEquals(3, version.images(Split.TEST));
        assertEquals(0, version.images(Split.VALIDATION));
        assertEquals(Map.of("glioma", 6L, "none", 5L), version.imagesByClass(Split.TRAIN));
        assertEquals(Map.of("glioma", 3L), version.imagesByClass(Split.TEST));
    }

    @Test
    void anEventNeverPrintsItsPixels() {
        Bytes pixels = Bytes.wrap(new byte[4096]);
        assertTrue(pixels.toString().length() < 40, pixels.toString());
    }

    @Test
    void whoOverridesAReleasePolicySaysWhy() {
        InvalidEventException refused = assertThrows(InvalidEventException.class, () -> decided("A. Example", " "));

        assertEquals(
                "release decision d-1 of A. Example has no reason; who overrides a policy says why",
                refused.getMessage());
        assertTrue(decided("A. Example", "reviewed by eye").overridden());
        assertFalse(decided(ReleaseDecided.POLICY, null).overridden());
    }

    private static ReleaseDecided decided(String by, @Nullable String why) {
        return new ReleaseDecided(
                "d-1",
                "brains",
                "v1",
                "run-1-e0030",
                "e-1",
                ReleaseDecision.RELEASED,
                List.of(),
                by,
                why,
                Instant.EPOCH);
    }

    @Test
    void aRuleIsNotMetWithoutAFigure() {
        assertThrows(
                InvalidEventException.class, () -> new GateFinding("most-copied", "privacy", null, 0.01, true, "fine"));
    }

    @Test
    void aGateTakesThePlaceOfTheEvaluatorsLimitsRuleByRule() {
        GateLimits gate =
                new GateLimits(Map.of("least-gain", OptionalDouble.of(0.02), "most-copied", OptionalDouble.empty()));

        gate.check(List.of());

        OptionalDouble configured = OptionalDouble.of(0.5);
        assertEquals(OptionalDouble.of(0.02), gate.limit(GateThreshold.LEAST_GAIN, configured));
        assertEquals(OptionalDouble.empty(), gate.limit(GateThreshold.MOST_COPIED, configured));
        assertEquals(configured, gate.limit(GateThreshold.LEAST_ACCURACY, configured));
        assertEquals(gate, GateLimits.of(gate.byRule()));
    }

    @Test
    void aGateThatCannotBeKeptIsRefusedWithWhatIsPossible() {
        assertRefused("least-gains", 0.1, "least-gain (-1 to 1), least-gain-over-repeated");
        assertRefused("most-copied", 1.5, "limit most-copied of a gate: expected a number from 0 to 1, or null");
        assertRefused("most-copied", Double.NaN, "expected a number from 0 to 1");
        assertRefused("least-gain-over-repeated", 0.1, "expected the control repeated among the controls");
    }

    private static void assertRefused(String rule, double limit, String message) {
        GateLimits gate = new GateLimits(Map.of(rule, OptionalDouble.of(limit)));
        InvalidEventException refused = assertThrows(InvalidEventException.class, () -> gate.check(List.of("classic")));
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
    }

    @Test
    void aWatchThatCouldNeverRestIsRefused() {
        InvalidEventException refused = assertThrows(
                InvalidEventException.class,
                () -> new FolderWatch(
                        "brains",
                        "/data",
                        64,
                        SplitRule.GROUPED,
                        7,
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(59),
                        true,
                        Instant.EPOCH));
        assertTrue(refused.getMessage().contains("at least its quiet time PT1M, got PT59S"), refused.getMessage());
    }
}
