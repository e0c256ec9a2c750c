package io.augmenta.quickstart.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LossTextTest {

    @Test
    void whateverItsNameALossIsShown() {
        assertEquals(
                "critic -1.25, generator 0.500, novelty 0.00100",
                LossText.of(Map.of("generator", 0.5, "critic", -1.25, "novelty", 0.001)));
    }

    @Test
    void whatIsMinimisedComesFirst() {
        assertEquals(
                "critic 1.00, generator 2.00, diversity 0.500, gradient norm 1.00, gradient penalty 0.100",
                LossText.of(Map.of(
                        "gradient_penalty",
                        0.1,
                        "gradient_norm",
                        1.0,
                        "diversity",
                        0.5,
                        "generator",
                        2.0,
                        "critic",
                        1.0)));
    }

    @Test
    void heldOutFiguresStandBehindThoseOfTraining() {
        assertEquals(
                "kl 57.6/58.0/59.6, reconstruction 6036/6100/5991",
                LossText.of(Map.of(
                        "kl", 57.63,
                        "validation_kl", 58.0,
                        "test_kl", 59.63,
                        "reconstruction", 6035.97,
                        "validation_reconstruction", 6100.1,
                        "test_reconstruction", 5990.6)));
    }

    @Test
    void aHeldOutFigureWithoutItsLossStandsAlone() {
        assertEquals("test kl 59.6", LossText.of(Map.of("test_kl", 59.63)));
    }
}
