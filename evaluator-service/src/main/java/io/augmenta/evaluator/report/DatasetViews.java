package io.augmenta.evaluator.report;

import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.Split;
import io.augmenta.evaluator.report.ReportPage.Fact;
import io.augmenta.evaluator.study.StudyImage;
import io.augmenta.evaluator.study.StudyResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The data set as the page shows it. */
final class DatasetViews {
    private DatasetViews() {}

    /** Images of each class in a part of the data. */
    record CountRow(String rowClass, String name, List<String> counts, String total) {}

    static List<CountRow> countRows(DatasetVersion version, StudyResult study) {
        List<CountRow> rows = new ArrayList<>();
        for (Split split : Split.values()) {
            String name = "real " + split.name().toLowerCase(Locale.ROOT);
            rows.add(countRow("", name, version, study.images().real(split)));
        }
        rows.add(countRow("first", "generated", version, study.images().generated()));
        return rows;
    }

    private static CountRow countRow(String rowClass, String name, DatasetVersion version, List<StudyImage> images) {
        long[] counts = new long[version.classes().size()];
        images.forEach(image -> counts[image.label()]++);
        List<String> texts = new ArrayList<>();
        for (long count : counts) {
            texts.add(NumberText.count(count));
        }
        return new CountRow(rowClass, name, texts, NumberText.count(images.size()));
    }

    static List<Fact> facts(DatasetVersion version, StudyResult study) {
        List<Fact> facts = new ArrayList<>(List.of(
                new Fact(
                        "Images",
                        NumberText.count(version.images()) + " distinct and readable, " + version.width() + " × "
                                + version.height() + " pixels, "
                                + (version.channels() == 1 ? "grey" : version.channels() + " channels")),
                new Fact("Split rule", splitRule(version) + " Seed " + version.seed() + "."),
                new Fact(
                        "Leak groups",
                        NumberText.count(version.leakGroups())
                                + " groups of near duplicates (an image without any counts as a group of its own), "
                                + NumberText.count(version.straddlingGroups()) + " of them in more than one split"),
                new Fact("Leaks found", LeakViews.found(study)),
                new Fact("What that means", LeakViews.meaning(version.splitRule(), study)),
                new Fact(
                        "Duplicates",
                        NumberText.counted(version.duplicates(), "file")
                                + " left out, since the same pixels had come before"),
                new Fact(
                        "Conflicts",
                        NumberText.counted(version.conflicts(), "file")
                                + " kept out, since the same pixels stood under two labels"),
                new Fact("Unreadable", NumberText.counted(version.rejected(), "file") + " rejected")));
        if (!version.follows().isEmpty()) {
            facts.add(new Fact(
                    "Follows",
                    "version " + version.follows() + ", whose splits it keeps; "
                            + NumberText.counted(version.withheld(), "new image")
                            + " kept out, since they are near duplicates of images of different splits"));
        }
        return facts;
    }

    static String splitRule(DatasetVersion version) {
        return switch (version.splitRule()) {
            case GROUPED -> "Grouped: drawn at random within each class, near duplicates always on one side.";
            case RANDOM -> "Random: drawn image by image within each class; near duplicates may lie on both sides.";
            case SUPPLIED ->
                "Supplied: the folders say which images are for testing; validation is drawn from the rest.";
        };
    }
}
