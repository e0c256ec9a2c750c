package io.augmenta.zoo.recipe;

import java.util.Map;
import java.util.function.Function;

/**
 * How a model learns; every family has these.
 *
 * @param batchSize images per step
 * @param learningRate of Adam (Kingma and Ba 2015)
 * @param beta1 Adam's decay of the first moment
 * @param beta2 Adam's decay of the second moment
 * @param averageDecay decay of the moving average of the tensors that makes the images; 0 for the tensors themselves.
 *     Training goes on as if there were none (Yazıcı et al. 2019, "The Unusual Effectiveness of Averaging in GAN Training")
 * @param leastDiversity the run ends as collapsed when, after an epoch, the samples of a class differ less than this
 *     share of what its real images differ by; 0 to go on whatever happens
 */
public record Optimisation(
        int batchSize, double learningRate, double beta1, double beta2, double averageDecay, double leastDiversity) {

    private static final Domain.Real SHARE = Domain.Real.fromUpTo(0, 1);

    private static final Parameter<Integer> BATCH_SIZE = Parameter.whole("batch-size", 64, 1, 4096, "Images per step");
    private static final Parameter<Double> LEARNING_RATE =
            Parameter.real("learning-rate", 1e-4, Domain.Real.aboveUpTo(0, 1), "Adam's learning rate");
    private static final Parameter<Double> BETA1 =
            Parameter.real("beta1", 0, SHARE, "Adam's decay of the first moment");
    private static final Parameter<Double> BETA2 =
            Parameter.real("beta2", 0.9, SHARE, "Adam's decay of the second moment");
    private static final Parameter<Double> AVERAGE_DECAY = Parameter.real(
            "average-decay",
            0.99,
            SHARE,
            "Decay of the moving average of the weights that makes the images; 0 for no average");
    private static final Parameter<Double> LEAST_DIVERSITY = Parameter.real(
            "least-diversity",
            0,
            SHARE,
            "Stop as collapsed when a class's samples differ less than this share of its real images; 0 to never stop");

    static <R> void addTo(ParameterTable<R> table, Optimisation defaults, Function<R, Optimisation> of) {
        table.with(BATCH_SIZE.by(defaults.batchSize), of.andThen(Optimisation::batchSize))
                .with(LEARNING_RATE.by(defaults.learningRate), of.andThen(Optimisation::learningRate))
                .with(BETA1.by(defaults.beta1), of.andThen(Optimisation::beta1))
                .with(BETA2.by(defaults.beta2), of.andThen(Optimisation::beta2))
                .with(AVERAGE_DECAY.by(defaults.averageDecay), of.andThen(Optimisation::averageDecay))
                .with(LEAST_DIVERSITY.by(defaults.leastDiversity), of.andThen(Optimisation::leastDiversity));
    }

    static Optimisation read(Map<String, String> given, Optimisation defaults) {
        return new Optimisation(
                BATCH_SIZE.by(defaults.batchSize).read(given),
                LEARNING_RATE.by(defaults.learningRate).read(given),
                BETA1.by(defaults.beta1).read(given),
                BETA2.by(defaults.beta2).read(given),
                AVERAGE_DECAY.by(defaults.averageDecay).read(given),
                LEAST_DIVERSITY.by(defaults.leastDiversity).read(given));
    }
}
