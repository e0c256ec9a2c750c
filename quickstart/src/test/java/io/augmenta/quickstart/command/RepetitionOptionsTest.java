package io.augmenta.quickstart.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.augmenta.quickstart.classifier.ScoringClassifier;
import io.augmenta.quickstart.study.EvaluationPlan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class RepetitionOptionsTest {

    private static final List<String> BOTH = List.of("repeated", "classic");

    @Test
    void withoutAWordTheCommandsDefaultsHold() {
        assertEquals(5, plan(new RepetitionOptions(5, true)).seeds());
        assertEquals(BOTH, plan(new RepetitionOptions(5, true)).controls());
        assertEquals(1, plan(new RepetitionOptions(1, false)).seeds());
        assertEquals(List.of(), plan(new RepetitionOptions(1, false)).controls());
    }

    @Test
    void whatIsSaidHoldsWhateverTheDefault() {
        for (boolean unlessSaid : List.of(true, false)) {
            assertEquals(
                    BOTH,
                    plan(new RepetitionOptions(1, unlessSaid), "--controls").controls());
            assertEquals(
                    List.of(),
                    plan(new RepetitionOptions(1, unlessSaid), "--no-controls").controls());
            assertEquals(
                    3,
                    plan(new RepetitionOptions(1, unlessSaid), "--evaluation-seeds", "3")
                            .seeds());
        }
    }

    private static EvaluationPlan plan(RepetitionOptions options, String... arguments) {
        new CommandLine(new Some(options)).parseArgs(arguments);
        return options.planWith(new ScoringClassifier("compact", Map.of()), List.of(), "");
    }

    /** A command that has the options. */
    @Command(name = "some")
    static final class Some {
        @Mixin
        final RepetitionOptions options;

        Some(RepetitionOptions options) {
            this.options = options;
        }
    }
}
