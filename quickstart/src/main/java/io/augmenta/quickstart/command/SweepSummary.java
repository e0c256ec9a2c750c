package io.augmenta.quickstart.command;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.quickstart.sweep.Scores;
import io.augmenta.quickstart.sweep.SweepModel;
import io.augmenta.quickstart.sweep.SweepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a sweep says in a screenful: its ranking. */
record SweepSummary(SweepResult result) {

    private static final String NOTHING = "-";

    List<String> lines() {
        TextTable table =
                new TextTable(2).row(List.of("", "model", "gen/test", "KS", "real/test", "both/test", "seconds"));
        int place = 0;
        for (SweepModel model : result.models()) {
            place++;
            table.row(row(model, place));
        }
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("Accuracy on real test images, of classifiers trained on generated, real, and both:");
        lines.addAll(table.lines());
        lines.add("");
        return lines;
    }

    private static List<String> row(SweepModel model, int place) {
        Scores scores = model.scores();
        CheckpointPublished checkpoint = model.checkpoint();
        String seconds =
                checkpoint == null ? NOTHING : String.format(Locale.ROOT, "%.0f", checkpoint.trainingSeconds());
        if (scores == null) {
            String name =
                    model.run().description() + ": " + model.outcome().name().toLowerCase(Locale.ROOT);
            return List.of(NOTHING, name, NOTHING, NOTHING, NOTHING, NOTHING, seconds);
        }
        return List.of(
                place + ".",
                model.run().description(),
                figure(scores.generated().test()),
                figure(scores.ksPixels()),
                figure(scores.baseline().test()),
                figure(scores.mixed().test()),
                seconds);
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
