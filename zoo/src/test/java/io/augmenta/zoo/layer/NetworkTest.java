package io.augmenta.zoo.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.augmenta.zoo.architecture.AdversarialNetworks;
import io.augmenta.zoo.recipe.WganGp;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({"32,1", "64,1", "128,1", "32,3", "64,3", "128,3"})
    void generatorMakesImagesThatTheCriticScores(int size, int channels) {
        Network generator = AdversarialNetworks.generator(WganGp.defaults(), 4, channels, size);
        Network critic = AdversarialNetworks.discriminator(WganGp.defaults(), 4, channels, size);
        assertEquals(new Features.Maps(channels, size, size), generator.output());
        assertEquals(generator.output(), critic.input());
        assertEquals(new Features.Flat(1), critic.output());
    }

    @Test
    void convolutionHasAShapePerFilter() {
        Network network = new Network(
                "one", new Features.Maps(3, 9, 7), List.of(new Layer.Conv(5, 3, 2, 1, true), new Layer.Flatten()));
        assertEquals(new Features.Flat(5 * 5 * 4), network.output());
        assertEquals(
                List.of("0.weight [5, 3, 3, 3]", "0.bias [5]"),
                network.parameters().stream()
                        .map(parameter -> parameter.name() + " " + parameter.shape())
                        .toList());
    }

    @Test
    void transposedConvolutionUndoesTheShapeOfAConvolution() {
        Layer.Conv down = new Layer.Conv(8, 4, 2, 1, true);
        Layer.ConvTranspose up = new Layer.ConvTranspose(3, 4, 2, 1, true);
        Features.Maps image = new Features.Maps(3, 32, 48);
        assertEquals(image, up.output(down.output(image)));
    }

    @Test
    void layersWithinAResidualHaveTheirOwnNames() {
        Layer.Residual block = new Layer.Residual(
                List.of(new Layer.Conv(2, 3, 1, 1, false), new Layer.Relu()),
                List.of(new Layer.Conv(2, 1, 1, 0, false)));
        Network network = new Network("residual", new Features.Maps(1, 8, 8), List.of(new Layer.Relu(), block));
        assertEquals(
                List.of("1.body.0.weight", "1.shortcut.0.weight"),
                network.parameters().stream().map(ParameterSpec::name).toList());
    }

    @Test
    void layerThatCannotTakeWhatItIsFedIsRefused() {
        IncompatibleLayersException refused = assertThrows(
                IncompatibleLayersException.class,
                () -> new Network("wrong", new Features.Maps(1, 8, 8), List.of(new Layer.Dense(3, true))));
        assertEquals(
                "Dense[units=3, bias=true] needs a vector but is fed Maps[channels=1, height=8, width=8]",
                refused.getMessage());
    }

    @Test
    void residualWhoseBranchesDifferIsRefused() {
        Layer.Residual wider = new Layer.Residual(List.of(new Layer.Conv(2, 3, 1, 1, false)), List.of());
        assertThrows(
                IncompatibleLayersException.class,
                () -> new Network("wrong", new Features.Maps(1, 8, 8), List.of(wider)));
    }
}
