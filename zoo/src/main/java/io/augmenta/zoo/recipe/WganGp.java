package io.augmenta.zoo.recipe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Conditional Wasserstein GAN with gradient penalty (Gulrajani et al. 2017, "Improved Training of Wasserstein GANs").
 *
 * @param latentSize length of the generator's latent vector
 * @param width channels at half the image's resolution; each further halving doubles them, up to eight times
 * @param batchSize images per step
 * @param criticSteps critic updates per generator update
 * @param gradientPenaltyWeight λ
 * @param learningRate of Adam, for both networks
 * @param beta1 Adam's decay of the first moment
 * @param beta2 Adam's decay of the second moment
 * @param dropoutRate share of the critic's activations dropped after each convolution
 * @param averageDecay decay of the moving average of the generator's tensors that makes the images; 0 for the tensors
 *     themselves. Training goes on as if there were none (Yazıcı et al. 2019, "The Unusual Effectiveness of Averaging in
 *     GAN Training")
 */
public record WganGp(
        int latentSize,
        int width,
        int batchSize,
        int criticSteps,
        double gradientPenaltyWeight,
        double learningRate,
        double beta1,
        double beta2,
        double dropoutRate,
        double averageDecay)
        implements Recipe {

    static final String FAMILY = "wgan-gp";

    private static final List<Parameter> PARAMETERS = List.of(
            whole("latent-size", 128, 1, 4096, "Length of the generator's latent vector", WganGp::latentSize),
            whole(
                    "width",
                    32,
                    1,
                    512,
                    "Channels at half the image's resolution; doubled at each further halving, up to eight times",
                    WganGp::width),
            whole("batch-size", 64, 1, 4096, "Images per step", WganGp::batchSize),
            whole("critic-steps", 5, 1, 100, "Critic updates per generator update", WganGp::criticSteps),
            real(
                    "gradient-penalty-weight",
                    10,
                    new Interval(0, true, 1e6, true),
                    "λ, the weight of the gradient penalty in the critic's loss",
                    WganGp::gradientPenaltyWeight),
            real("learning-rate", 1e-4, new Interval(0, false, 1, true), "Adam's learning rate", WganGp::learningRate),
            real("beta1", 0, new Interval(0, true, 1, false), "Adam's decay of the first moment", WganGp::beta1),
            real("beta2", 0.9, new Interval(0, true, 1, false), "Adam's decay of the second moment", WganGp::beta2),
            real(
                    "dropout-rate",
                    0.25,
                    new Interval(0, true, 1, false),
                    "Share of the critic's activations dropped after each convolution",
                    WganGp::dropoutRate),
            real(
                    "average-decay",
                    0.99,
                    new Interval(0, true, 1, false),
                    "Decay of the moving average of the generator that makes the images; 0 for no average",
                    WganGp::averageDecay));

    /**
     * Checks every hyper-parameter.
     *
     * @throws InvalidRecipeException naming the parameter, its value and what is allowed
     */
    public WganGp {
        double[] values = {
            latentSize, width, batchSize, criticSteps, gradientPenaltyWeight, learningRate, beta1, beta2, dropoutRate
        };
        for (int i = 0; i < values.length; i++) {
            PARAMETERS.get(i).requireAllowed(values[i]);
        }
    }

    /** The study's settings. */
    public static WganGp defaults() {
        return parse(Map.of());
    }

    @Override
    public String family() {
        return FAMILY;
    }

    @Override
    public Map<String, String> parameters() {
        Map<String, String> written = new LinkedHashMap<>();
        for (Parameter parameter : PARAMETERS) {
            written.put(parameter.name(), parameter.write(parameter.value().apply(this)));
        }
        return java.util.Collections.unmodifiableMap(written);
    }

    static List<RecipeParameter> describeParameters() {
        return PARAMETERS.stream()
                .map(parameter -> new RecipeParameter(
                        parameter.name(),
                        parameter.write(parameter.defaultValue()),
                        parameter.allowed(),
                        parameter.meaning()))
                .toList();
    }

    static WganGp parse(Map<String, String> parameters) {
        requireKnownNames(parameters);
        double[] values = PARAMETERS.stream()
                .mapToDouble(parameter -> parameter.read(parameters))
                .toArray();
        return new WganGp(
                (int) values[0],
                (int) values[1],
                (int) values[2],
                (int) values[3],
                values[4],
                values[5],
                values[6],
                values[7],
                values[8],
                values[9]);
    }

    private static void requireKnownNames(Map<String, String> parameters) {
        List<String> known = PARAMETERS.stream().map(Parameter::name).toList();
        for (String name : new TreeSet<>(parameters.keySet())) {
            if (!known.contains(name)) {
                throw new InvalidRecipeException("%s has no parameter \"%s\" (given: \"%s\"); allowed: %s"
                        .formatted(FAMILY, name, parameters.get(name), String.join(", ", known)));
            }
        }
    }

    private static Parameter whole(
            String name, int defaultValue, int least, int most, String meaning, Function<WganGp, Number> value) {
        return new Parameter(name, defaultValue, new Interval(least, true, most, true), true, meaning, value);
    }

    private static Parameter real(
            String name, double defaultValue, Interval interval, String meaning, Function<WganGp, Number> value) {
        return new Parameter(name, defaultValue, interval, false, meaning, value);
    }

    /** From least to most; each end belongs to it or not. */
    private record Interval(double least, boolean withLeast, double most, boolean withMost) {

        boolean holds(double value) {
            return (withLeast ? value >= least : value > least) && (withMost ? value <= most : value < most);
        }
    }

    /** One component of the record with its name in requests and its bounds; whole numbers are exact as doubles. */
    private record Parameter(
            String name,
            Number defaultValue,
            Interval interval,
            boolean whole,
            String meaning,
            Function<WganGp, Number> value) {

        String allowed() {
            return whole
                    ? "a whole number from %d to %d".formatted((long) interval.least(), (long) interval.most())
                    : "a number %s %s and %s %s"
                            .formatted(
                                    interval.withLeast() ? "at least" : "above",
                                    written(interval.least()),
                                    interval.withMost() ? "at most" : "below",
                                    written(interval.most()));
        }

        String write(Number number) {
            return written(number.doubleValue());
        }

        double read(Map<String, String> parameters) {
            String text = parameters.get(name);
            if (text == null) {
                return defaultValue.doubleValue();
            }
            try {
                return whole ? Integer.parseInt(text.strip()) : Double.parseDouble(text.strip());
            } catch (NumberFormatException notANumber) {
                throw InvalidRecipeException.of(name, "\"" + text + "\"", allowed());
            }
        }

        void requireAllowed(double number) {
            if (!interval.holds(number)) {
                throw InvalidRecipeException.of(name, written(number), allowed());
            }
        }

        private static String written(double number) {
            return number == Math.rint(number) && Math.abs(number) < 1e9
                    ? Long.toString((long) number)
                    : Double.toString(number);
        }
    }
}
