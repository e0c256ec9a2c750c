package io.augmenta.evaluator.report;

import io.augmenta.evaluator.study.Closeness;
import io.augmenta.evaluator.study.Withheld;
import io.augmenta.scoring.comparison.PrivacyComparison;
import io.augmenta.scoring.privacy.CopyRate;
import io.augmenta.scoring.privacy.DistanceSpread;
import io.augmenta.scoring.privacy.NearnessToTraining;
import io.augmenta.scoring.privacy.Separation;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Nearness to training images as the page shows it. */
final class PrivacyViews {
    private PrivacyViews() {}

    /** Distances of one set of images to their nearest training images. */
    record Spread(
            String rowClass,
            String space,
            String set,
            String images,
            String minimum,
            String firstPercentile,
            String fifthPercentile,
            String median) {}

    /** What the distances say. */
    record Finding(String space, String copyRate, String suspected, String threshold, String closer, String nearer) {}

    static List<Spread> spreads(Closeness closeness) {
        return closeness
                .privacy()
                .map(privacy -> privacy.nearness().entrySet().stream()
                        .flatMap(in -> Stream.of(
                                spread(
                                        "first",
                                        in.getKey().label(),
                                        "generated",
                                        in.getValue().generated()),
                                spread("", "", "held-out real", in.getValue().heldOut())))
                        .toList())
                .orElse(List.of());
    }

    private static Spread spread(String rowClass, String space, String set, DistanceSpread spread) {
        return new Spread(
                rowClass,
                space,
                set,
                NumberText.count(spread.images()),
                distance(spread.minimum()),
                distance(spread.firstPercentile()),
                distance(spread.fifthPercentile()),
                distance(spread.median()));
    }

    static List<Finding> findings(Closeness closeness) {
        return closeness
                .privacy()
                .map(privacy -> privacy.nearness().entrySet().stream()
                        .map(in -> finding(
                                in.getKey().label(), in.getValue(), closeness.copies(in.getKey(), in.getValue())))
                        .toList())
                .orElse(List.of());
    }

    private static Finding finding(String space, NearnessToTraining nearness, CopyRate copies) {
        return new Finding(
                space,
                NumberText.percent(copies.rate()),
                NumberText.count(copies.suspected()) + " ("
                        + NumberText.percent(copies.share()) + "; by chance "
                        + NumberText.percent(copies.expectedShare()) + ")",
                distance(copies.threshold()) + (copies.blind() ? ", blind" : ""),
                NumberText.percent(nearness.closerThanAnyHeldOut()),
                area(nearness.fromHeldOut()));
    }

    /** What the generator kept back before, for a person. */
    static String withheld(Closeness closeness) {
        Withheld withheld = closeness.withheld();
        if (withheld.share().isEmpty()) {
            return "The generator compared none of these images with training images before it answered.";
        }
        if (withheld.images() == 0) {
            return "The generator compared these images with training images by their fingerprints before it answered, and "
                    + "withheld none.";
        }
        return "The generator itself withheld " + withheld(withheld)
                + ", since they are near copies of training images by their fingerprints, and made others in their place. "
                + "They count as copies in the row of fingerprints; all else is about the images that it answered with.";
    }

    /** How many of how many, and which share that is. */
    static String withheld(Withheld withheld) {
        return NumberText.count(withheld.images()) + " of " + NumberText.counted(withheld.made(), "image") + " ("
                + NumberText.percent(withheld.share().orElse(0)) + ")";
    }

    static String membership(Closeness closeness) {
        return closeness.privacy().map(PrivacyViews::membership).orElse("");
    }

    private static String membership(PrivacyComparison privacy) {
        return String.format(
                Locale.ROOT,
                "Someone who has only the generated images and guesses by pixels who was trained on is right with an area "
                        + "under the curve of %s (0.5 is guessing); at one false accusation in a hundred, %s of the %s "
                        + "training images are found.",
                area(privacy.membership().members()),
                NumberText.percent(privacy.membership().detectedAtOnePercent()),
                NumberText.count(privacy.trainingImages()));
    }

    private static String area(Separation separation) {
        return String.format(
                Locale.ROOT,
                "%.3f (%.3f to %.3f)",
                separation.area(),
                separation.interval().low(),
                separation.interval().high());
    }

    private static String distance(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
