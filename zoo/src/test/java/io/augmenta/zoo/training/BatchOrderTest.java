package io.augmenta.zoo.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchOrderTest {

    @Test
    void everyEpochSeesEveryImageOnceInANewOrder() {
        BatchOrder order = new BatchOrder(3, 12, 4);
        int[] first = epoch(order, 0);
        int[] second = epoch(order, 1);
        assertFalse(Arrays.equals(first, second));
        Arrays.sort(first);
        Arrays.sort(second);
        assertArrayEquals(IntStream.range(0, 12).toArray(), first);
        assertArrayEquals(IntStream.range(0, 12).toArray(), second);
    }

    @Test
    void batchIsTheSameHoweverTheStepWasReached() {
        BatchOrder walked = new BatchOrder(3, 10, 4);
        for (int step = 0; step < 7; step++) {
            walked.batch(step);
        }
        assertArrayEquals(new BatchOrder(3, 10, 4).batch(7), walked.batch(7));
    }

    @Test
    void whatDoesNotFillABatchIsLeftForAnotherEpoch() {
        BatchOrder order = new BatchOrder(3, 11, 4);
        assertEquals(2, order.stepsPerEpoch());
        assertEquals(
                11,
                IntStream.range(0, 40)
                        .flatMap(step -> Arrays.stream(order.batch(step)))
                        .distinct()
                        .count());
    }

    private static int[] epoch(BatchOrder order, int epoch) {
        return IntStream.range(0, order.stepsPerEpoch())
                .flatMap(i -> Arrays.stream(order.batch((long) epoch * order.stepsPerEpoch() + i)))
                .toArray();
    }
}
