package io.augmenta.quickstart.command;

import io.augmenta.quickstart.comparison.FolderScores;
import io.augmenta.quickstart.comparison.StatisticName;
import io.augmenta.scoring.comparison.FidelityComparison;
import io.augmenta.scoring.comparison.FidelityFigures;
import io.augmenta.scoring.comparison.IntensityTest;
import io.augmenta.scoring.comparison.Space;
import io.augmenta.scoring.distribution.KolmogorovSmirnov;
import io.augmenta.scoring.pixels.ImageStatistic;
import io.augmenta.scoring.privacy.MembershipInference;
import io.augmenta.scoring.privacy.NearnessToTraining;
import io.augmenta.scoring.privacy.Separation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Scores of folders for people.
 *
 * @param scores the figures
 */
record ScoreText(FolderScores scores) {

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(method());
        lines.add("");
        lines.add("Intensities of real and generated images (Kolmogorov-Smirnov):");
        lines.addAll(intensities().lines());
        if (!scores.similarity().isEmpty()) {
            lines.add("");
            lines.add("How alike images of a class are to one another (MS-SSIM of random pairs), generated and real:");
            lines.addAll(similarity().lines());
        }
        scores.fidelity().ifPresent(fidelity -> {
            lines.add("");
            lines.add(
                    "Generated images held against a half of the real ones, and, as the floor, the other half of these:");
            lines.addAll(fidelity(fidelity).lines());
        });
        scores.privacy().ifPresent(privacy -> lines.addAll(privacy(privacy)));
        if (!scores.leftOut().isEmpty()) {
            lines.add("");
            scores.leftOut().forEach(sentence -> lines.add("Left out: " + sentence));
        }
        return lines;
    }

    private String method() {
        FolderScores.Folders folders = scores.folders();
        String extractor = scores.method()
                .extractor()
                .map(network ->
                        "; " + network.features() + " features of " + network.name() + " (" + network.resize() + ")")
                .orElse("");
        return folders.real().count() + " real, " + folders.generated().count() + " generated"
                + folders.training()
                        .map(training -> ", " + training.count() + " training")
                        .orElse("")
                + " images; grey, padded to a square, averaged to "
                + scores.method().imageSizePixels() + "×"
                + scores.method().imageSizePixels() + " pixels; seed "
                + scores.method().seed() + extractor;
    }

    private TextTable intensities() {
        TextTable table =
                new TextTable(2).row(List.of("class", "compared", "statistic", "p-value", "real", "generated"));
        addTests(table, FolderScores.ALL, scores.intensities().overall());
        scores.intensities().perClass().forEach((label, test) -> addTests(table, label, test));
        return table;
    }

    private static void addTests(TextTable table, String label, IntensityTest test) {
        table.row(row(label, "pixels", test.pixels()));
        for (ImageStatistic statistic : ImageStatistic.values()) {
            table.row(row(label, StatisticName.text(statistic), test.of(statistic)));
        }
    }

    private static List<String> row(String label, String compared, KolmogorovSmirnov test) {
        return List.of(
                label,
                compared,
                figure(test.statistic()),
                TextTable.pValue(test.pValue()),
                Long.toString(test.firstSize()),
                Long.toString(test.secondSize()));
    }

    private TextTable similarity() {
        TextTable table = new TextTable(1).row(List.of("class", "generated", "pairs", "real", "pairs", "scales"));
        scores.similarity()
                .forEach((label, similarity) -> table.row(List.of(
                        label,
                        figure(similarity.generated().mean()),
                        Integer.toString(similarity.generated().pairs()),
                        figure(similarity.floor().mean()),
                        Integer.toString(similarity.floor().pairs()),
                        Integer.toString(similarity.floor().scales()))));
        return table;
    }

    private static TextTable fidelity(FidelityComparison fidelity) {
        TextTable table = new TextTable(2)
                .row(List.of(
                        "class", "images", "FID", "KID", "precision", "recall", "density", "coverage", "real", "held"));
        addSides(table, FolderScores.ALL, fidelity.overall());
        fidelity.perClass().forEach((label, ofClass) -> addSides(table, label, ofClass.fidelity()));
        return table;
    }

    private static void addSides(TextTable table, String label, FidelityComparison.Compared<FidelityFigures> compared) {
        table.row(row(label, "generated", compared.generated()));
        table.row(row(label, "floor", compared.floor()));
    }

    private static List<String> row(String label, String side, FidelityFigures figures) {
        return List.of(
                label,
                side,
                digits(figures.frechet().value()),
                digits(figures.kernel().mean()),
                figure(figures.manifold().precision()),
                figure(figures.manifold().recall()),
                figure(figures.manifold().density()),
                figure(figures.manifold().coverage()),
                Integer.toString(figures.manifold().real()),
                Integer.toString(figures.manifold().generated()));
    }

    private static List<String> privacy(FolderScores.Privacy privacy) {
        TextTable nearness = new TextTable(1)
                .row(List.of(
                        "compared by", "copy rate", "suspected", "threshold", "closer than any real one", "nearest"));
        TextTable membership =
                new TextTable(1).row(List.of("compared by", "area", "95 % interval", "found at 1 % false alarms"));
        List<String> blind = new ArrayList<>();
        privacy.nearness().nearness().forEach((space, near) -> {
            nearness.row(row(space, near));
            if (near.copies().blind()) {
                blind.add("Blind by " + space.label() + ": real images are themselves among the training images.");
            }
            MembershipInference attack = privacy.membership().get(space);
            if (attack != null) {
                membership.row(row(space, attack));
            }
        });
        List<String> lines = new ArrayList<>(
                List.of("", "Generated images near training images, beyond what the real, held-out ones are:"));
        lines.addAll(nearness.lines());
        lines.addAll(blind);
        if (privacy.twins() > 0) {
            lines.add("Without " + privacy.twins() + " real images that show the same picture as a training image.");
        }
        lines.add("");
        lines.add("Telling training images from the real, held-out ones by the generated ones (0.5 is guessing):");
        lines.addAll(membership.lines());
        return lines;
    }

    private static List<String> row(Space space, NearnessToTraining near) {
        return List.of(
                space.label(),
                figure(near.copies().rate()),
                near.copies().suspected() + " of " + near.generated().images(),
                digits(near.copies().threshold()),
                figure(near.closerThanAnyHeldOut()),
                digits(near.generated().minimum()));
    }

    private static List<String> row(Space space, MembershipInference attack) {
        Separation separation = attack.members();
        return List.of(
                space.label(),
                figure(separation.area()),
                figure(separation.interval().low()) + " to "
                        + figure(separation.interval().high()),
                figure(attack.detectedAtOnePercent()));
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String digits(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
