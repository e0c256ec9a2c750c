package io.augmenta.quickstart.command;

import io.augmenta.contracts.GateLimits;
import io.augmenta.quickstart.classifier.ScoringClassifier;
import io.augmenta.quickstart.study.EvaluationPlan;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options {@code --evaluation-seeds} and {@code --controls}: how sure the scores are to be. */
@SuppressWarnings("NullAway.Init") // picocli fills in the options
final class RepetitionOptions {

    private static final int MOST_SEEDS = 20;
    private static final List<String> CONTROLS = List.of("repeated", "classic");

    @Option(
            names = "--evaluation-seeds",
            paramLabel = "N",
            description =
                    "How many times each scoring classifier is trained; from 2 on, scores have an interval over the seeds. "
                            + "At most 20. Default: ${DEFAULT-VALUE}.")
    private int seeds;

    @Option(
            names = "--controls",
            negatable = true,
            fallbackValue = "true",
            description =
                    "Also trains classifiers on real images with as many repeats of them, and with as many classically "
                            + "augmented copies of them, as there are synthetic images: is it the new images, or only more training? "
                            + "Default: ${DEFAULT-VALUE}.")
    private boolean controls;

    /** The options of one command, with what holds unless the person says otherwise. */
    RepetitionOptions(int seeds, boolean controls) {
        this.seeds = seeds;
        this.controls = controls;
    }

    /** The controls that are asked for. */
    List<String> controls() {
        return controls ? CONTROLS : List.of();
    }

    void check(CommandSpec spec) {
        if (seeds < 1 || seeds > MOST_SEEDS) {
            throw new ParameterException(
                    spec.commandLine(), "--evaluation-seeds must be 1 to " + MOST_SEEDS + ", but is " + seeds);
        }
    }

    /**
     * The evaluation that is asked for.
     *
     * @param amounts shares of the synthetic images that a sweep adds to the real ones
     * @param extractor network whose features are compared; empty for the baseline classifier's
     */
    EvaluationPlan planWith(ScoringClassifier classifier, List<Double> amounts, String extractor) {
        return new EvaluationPlan(
                classifier.family(),
                classifier.settings(),
                seeds,
                controls(),
                amounts,
                extractor,
                GateLimits.OF_THE_EVALUATOR);
    }
}
