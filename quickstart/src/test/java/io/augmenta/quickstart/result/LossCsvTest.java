package io.augmenta.quickstart.result;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.augmenta.contracts.EpochLosses;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LossCsvTest {

    @Test
    void aLossThatAnEpochLacksIsLeftEmpty() {
        assertEquals(
                """
                epoch,critic,generator,seconds
                1,2.5,-0.5,3.0
                2,,0.25,4.0
                """,
                LossCsv.of(List.of(
                        new EpochLosses(1, Map.of("generator", -0.5, "critic", 2.5), 3),
                        new EpochLosses(2, Map.of("generator", 0.25), 4))));
    }
}
