package io.augmenta.export;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.GateFinding;
import io.augmenta.contracts.ReleaseDecided;
import io.augmenta.contracts.ReleaseDecision;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.SplitRule;
import io.augmenta.export.ExportPlan.Generator;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The data card of an export, as Markdown with the front matter that Hugging Face reads: what is in it, how it was made, who or
 * what decided on it, what it is for, and what nobody has said.
 */
final class DataCard {
    private static final long[] SIZES = {1_000, 10_000, 100_000, 1_000_000};
    private static final String[] SIZE_NAMES = {"n<1K", "1K<n<10K", "10K<n<100K", "100K<n<1M", "1M<n<10M"};

    private final ExportPlan plan;
    private final DatasetVersion version;
    private final Tally tally;
    private final StringBuilder card = new StringBuilder();

    DataCard(ExportPlan plan, Tally tally) {
        this.plan = plan;
        this.version = plan.version();
        this.tally = tally;
    }

    /** One paragraph for people. */
    static String summary(ExportPlan plan, Tally tally) {
        DatasetVersion version = plan.version();
        String images =
                switch (plan.contents()) {
                    case REAL -> tally.of(Origin.REAL) + " real images";
                    case SYNTHETIC -> tally.of(Origin.SYNTHETIC) + " synthetic images, made by generative models,";
                    case MIXED ->
                        tally.of(Origin.REAL) + " real images and " + tally.of(Origin.SYNTHETIC)
                                + " synthetic ones, made by generative models,";
                };
        return images + " of version " + version.version() + " of the data set " + version.name() + ", in "
                + version.classes().size() + " classes, " + version.width() + "×" + version.height() + " pixels, "
                + (version.channels() == 1 ? "grey" : version.channels() + " channels") + ".";
    }

    String text() {
        frontMatter();
        line("# " + oneLine(version.name()));
        line("");
        line(oneLine(summary(plan, tally)));
        counts();
        files();
        howItWasMade();
        if (plan.contents().synthetic()) {
            syntheticImages();
        }
        use();
        licence();
        return card.toString();
    }

    private void frontMatter() {
        line("---");
        line("pretty_name: " + quoted(version.name()));
        line("license: " + quoted(plan.publication().license().orElse("unknown")));
        line("task_categories:");
        line("- image-classification");
        line("size_categories:");
        line("- " + sizeCategory(tally.all()));
        line("tags:");
        line("- croissant");
        if (tally.of(Origin.SYNTHETIC) > 0) {
            line("- synthetic");
        }
        line("---");
        line("");
    }

    static String sizeCategory(long images) {
        int category = 0;
        while (category < SIZES.length && images >= SIZES[category]) {
            category++;
        }
        return SIZE_NAMES[category];
    }

    private void counts() {
        heading("Images");
        line("| class | train, real | train, synthetic | validation | test |");
        line("|---|---:|---:|---:|---:|");
        version.classes()
                .forEach(label -> line("| " + cell(label)
                        + " | " + tally.of(Origin.REAL, Split.TRAIN, label)
                        + " | " + tally.of(Origin.SYNTHETIC, Split.TRAIN, label)
                        + " | " + tally.of(Origin.REAL, Split.VALIDATION, label)
                        + " | " + tally.of(Origin.REAL, Split.TEST, label) + " |"));
        line("");
        line("In all " + tally.of(Origin.REAL) + " real and " + tally.of(Origin.SYNTHETIC)
                + " synthetic. Synthetic images are for training alone: none is in a split that something is"
                + " measured on.");
    }

    private void files() {
        heading("Files");
        String path = plan.layout() == SplitLayout.FOLDERS ? "SPLIT/CLASS" : "CLASS";
        line("- `" + path + "/real-ID.png` and `" + path + "/synthetic-ID.png`: the images, 8 bits a channel.");
        line("- `" + Export.TABLE
                + "`: a row for each image, with its class, split, origin, digest and size, the group of near"
                + " duplicates that it belongs to, and what a synthetic one was made from.");
        line("- `" + Export.DESCRIPTION + "`: the same in Croissant 1.0, for data loaders.");
        if (plan.withSources()) {
            line("");
            line("**The table names where the real images came from. That may identify patients: do not pass it on.**");
        }
    }

    private void howItWasMade() {
        heading("How it was made");
        line("Images were read from folders of classes, " + (version.channels() == 1 ? "made grey, " : "")
                + "padded to a square and averaged to " + version.width() + "×" + version.height()
                + " pixels. Exact duplicates were left out ("
                + version.duplicates() + "), as were files that could not be read (" + version.rejected()
                + "), pictures that stood under two classes (" + version.conflicts() + ") and pictures that would have"
                + " joined two splits (" + version.withheld() + ").");
        line("");
        line("Splits: " + splitRule(version.splitRule()) + " " + version.leakGroups()
                + " groups of near duplicates, single images counted; " + version.straddlingGroups()
                + " of them lie in more than one split.");
        line("");
        line("Version `" + oneLine(version.version()) + "`, sealed " + version.sealedAt() + ", seed " + version.seed()
                + "; exported " + plan.publication().exportedAt() + ".");
    }

    private static String splitRule(SplitRule rule) {
        return switch (rule) {
            case GROUPED -> "near duplicates stay in one split (`grouped`).";
            case RANDOM -> "image by image (`random`), so that near duplicates may lie in two splits.";
            case SUPPLIED -> "as the folders said (`supplied`).";
        };
    }

    private void syntheticImages() {
        heading("Synthetic images");
        line(
                plan.byPolicy()
                        ? "Those that count by the data set's policy: made by a generator that is released, the"
                                + " earliest first, until each class has what its target asks for."
                        : "Those of generation requests that were named for this export.");
        if (plan.shares().isEmpty()) {
            line("");
            line("No class lacked any.");
        }
        plan.shares().forEach(share -> {
            line("");
            line("- request `" + oneLine(share.requestId()) + "`, checkpoint `" + oneLine(share.checkpointId()) + "`: "
                    + oneLine(new TreeMap<>(share.counts()).toString()));
        });
        plan.generators().forEach(this::generator);
        line("");
        line("Each PNG says in text chunks that it is synthetic and what it was made from, and can be made again"
                + " from that.");
    }

    private void generator(Generator generator) {
        line("");
        line("### Checkpoint `" + oneLine(generator.checkpointId()) + "`");
        line("");
        generator.published().ifPresentOrElse(this::training, () -> line("The log does not say how it was trained."));
        line("");
        generator
                .decision()
                .ifPresentOrElse(this::decision, () -> line("**Nobody has decided on it: it was not judged.**"));
    }

    private void training(CheckpointPublished checkpoint) {
        line("Trained by `" + oneLine(checkpoint.recipe()) + "` for " + checkpoint.epoch() + " epochs on version `"
                + oneLine(checkpoint.version()) + "` of `" + oneLine(checkpoint.dataset()) + "`, seed "
                + checkpoint.seed() + "; generator SHA-256 `"
                + checkpoint.generator().sha256() + "`.");
    }

    private void decision(ReleaseDecided decision) {
        boolean released = decision.decision() == ReleaseDecision.RELEASED;
        line((released ? "Released" : "**Not released**") + " for this data set by "
                + (decision.overridden() ? "a person, who overrode the release policy," : "the release policy")
                + " on " + decision.decidedAt() + ", after evaluation `" + oneLine(decision.evaluationId()) + "`.");
        line("");
        line("| rule | area | found | limit | limit from | met |");
        line("|---|---|---:|---:|---|---|");
        decision.findings().forEach(this::finding);
        if (!decision.waived().isEmpty()) {
            line("");
            line("Rules of the evaluator that the policy took away: " + oneLine(String.join(", ", decision.waived()))
                    + ".");
        }
    }

    private void finding(GateFinding finding) {
        String found =
                Optional.ofNullable(finding.value()).map(DataCard::number).orElse("none");
        line("| " + cell(finding.rule()) + " | " + cell(finding.area()) + " | " + found + " | "
                + number(finding.limit()) + " | " + cell(finding.limitFrom()) + " | " + (finding.met() ? "yes" : "no")
                + " |");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }

    private void use() {
        heading("Use and limits");
        line("For research on classification and augmentation. Nothing here is a medical device, and no image of it"
                + " is to be used for a diagnosis.");
        if (plan.contents().synthetic()) {
            line("");
            line("Synthetic images show what a model learned from the training images: they may lack what is rare,"
                    + " and may show what no patient has. A release says that rules were met, not that they help"
                    + " elsewhere. They can come close to training images; treat them with the care that those"
                    + " need.");
        }
        line("");
        line("Measure on the test split, and on nothing that a model was trained or chosen by. Which patients,"
                + " devices and places the images come from is not known here; whether patients agreed to this use"
                + " is for their owner to say.");
    }

    private void licence() {
        heading("Licence");
        line(plan.publication()
                .license()
                .map(DataCard::oneLine)
                .orElse("Not known: nobody has said under which licence these images may be used. Ask their"
                        + " owner before you do."));
        line("");
        line("Creator: " + plan.publication().creator().map(DataCard::oneLine).orElse("not known") + ".");
    }

    private void heading(String text) {
        line("");
        line("## " + text);
        line("");
    }

    private void line(String text) {
        card.append(text).append('\n');
    }

    private static String quoted(String text) {
        return '"' + oneLine(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String cell(String text) {
        return oneLine(text).replace("|", "\\|");
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
