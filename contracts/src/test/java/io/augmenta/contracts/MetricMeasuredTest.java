package io.augmenta.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MetricMeasuredTest {
    @Test
    void anIntervalHasTwoEndsInOrderOrNone() {
        assertEquals(0.4, metric(0.4, 0.6, 5).lower());
        assertThrows(InvalidEventException.class, () -> metric(0.4, null, 5));
        assertThrows(InvalidEventException.class, () -> metric(0.6, 0.4, 5));
        assertThrows(InvalidEventException.class, () -> metric(null, null, 0));
    }

    private static MetricMeasured metric(@Nullable Double lower, @Nullable Double upper, int seeds) {
        return new MetricMeasured(
                "evaluation-1",
                "accuracy_score",
                0.5,
                "brains",
                "v1",
                "run-1-e0001",
                null,
                Split.TEST,
                "mixed",
                lower,
                upper,
                seeds,
                null,
                null);
    }
}
