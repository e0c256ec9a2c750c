package io.augmenta.quickstart.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainerSharesTest {

    private static final List<String> RUNS =
            IntStream.range(0, 8).mapToObj(i -> "run-" + i).toList();

    @Test
    void runsAreDealtToTrainersInTurn() {
        Map<String, Integer> dealt =
                new TrainerShares(List.of(List.of(0, 1, 2, 3, 4, 5), List.of(6, 7, 8, 9, 10, 11))).deal(RUNS);

        assertEquals(
                List.of(0, 6, 1, 7, 2, 8, 3, 9), RUNS.stream().map(dealt::get).toList());
    }

    @Test
    void aTrainerWithFewPartitionsGetsItsShareNeverthelessOneAfterTheOther() {
        Map<String, Integer> dealt = new TrainerShares(List.of(List.of(0, 1), List.of(2))).deal(RUNS);

        assertEquals(
                List.of(0, 2, 1, 2, 0, 2, 1, 2), RUNS.stream().map(dealt::get).toList());
    }

    @Test
    void aTrainerWithoutPartitionsGetsNothing() {
        TrainerShares shares = new TrainerShares(List.of(List.of(0), List.of(), List.of(1)));

        assertEquals(2, shares.trainers());
        assertEquals(
                new HashSet<>(List.of(0, 1)), new HashSet<>(shares.deal(RUNS).values()));
    }
}
