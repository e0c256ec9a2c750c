package io.augmenta.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.artifacts.Artifact;
import io.augmenta.contracts.CheckpointPublished;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GenerationOrderTest {
    private static final CheckpointPublished CHECKPOINT = TestCheckpoints.of(
            "run",
            3,
            List.of("none", "glioma", "pituitary"),
            new GeneratorShape(8, 3, 1, 4, 4),
            Artifact.of("0".repeat(64), 1));

    @Test
    void imagesComeByClassThenByIndex() throws ImpossibleRequestException {
        GenerationOrder order = GenerationOrder.of(CHECKPOINT, Map.of("pituitary", 2, "none", 3), 7, 10);

        assertEquals(5, order.images());
        assertEquals(List.of(0, 0, 0, 2, 2), order.classIndexes(0, 5));
        assertEquals(List.of(0, 2), order.classIndexes(2, 4));
        assertEquals(List.of("none", "pituitary"), List.copyOf(order.counts().keySet()));
    }

    @Test
    void unknownClassIsToldTheKnownOnes() {
        UnknownClassException e = assertThrows(
                UnknownClassException.class, () -> GenerationOrder.of(CHECKPOINT, Map.of("gliomas", 1), 7, 10));

        assertEquals(List.of("none", "glioma", "pituitary"), e.knownClasses());
        assertEquals("unknown class \"gliomas\"; checkpoint run-e0003 knows: none, glioma, pituitary", e.getMessage());
    }

    @Test
    void tooFewTooManyAndNegativeCountsAreToldTheLimits() {
        for (Map<String, Integer> counts : List.of(
                Map.<String, Integer>of(),
                Map.of("none", 0),
                Map.of("none", 11),
                Map.of("none", 6, "glioma", 5),
                Map.of("none", Integer.MAX_VALUE, "glioma", Integer.MAX_VALUE),
                Map.of("none", -1, "glioma", 5))) {
            InvalidCountException e = assertThrows(
                    InvalidCountException.class,
                    () -> GenerationOrder.of(CHECKPOINT, counts, 7, 10),
                    counts.toString());
            assertEquals(10, e.maximum());
            assertTrue(e.getMessage().contains("1 to 10 images"), e.getMessage());
        }
    }
}
