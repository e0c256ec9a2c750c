package io.augmenta.quickstart.comparison;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.augmenta.scoring.comparison.FidelityComparison;
import io.augmenta.scoring.comparison.FidelityFigures;
import io.augmenta.scoring.comparison.IntensityTest;
import io.augmenta.scoring.comparison.PrivacyComparison;
import io.augmenta.scoring.distribution.KolmogorovSmirnov;
import io.augmenta.scoring.pixels.ImageStatistic;
import io.augmenta.scoring.privacy.CopyRate;
import io.augmenta.scoring.privacy.Match;
import io.augmenta.scoring.privacy.MembershipInference;
import io.augmenta.scoring.privacy.NearnessToTraining;
import io.augmenta.scoring.privacy.Separation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Scores of folders as a JSON file; figures are named as in the report of an evaluation. */
public final class ScoresDocument {

    private static final String RESIZE = "grey, padded to a square with black, shrunk by area averaging";

    private ScoresDocument() {}

    /**
     * Writes the file.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(FolderScores scores, Path file) throws IOException {
        new ObjectMapper()
                .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(file.toFile(), document(scores));
    }

    private static Map<String, Object> document(FolderScores scores) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("images", images(scores.folders()));
        document.put("image_size", scores.method().imageSizePixels());
        document.put("resize", RESIZE);
        document.put("seed", scores.method().seed());
        document.put("extractor", scores.method().extractor().orElse(null));
        document.put("kolmogorov_smirnov", intensities(scores));
        document.put("ms_ssim", scores.similarity());
        document.put(
                "fidelity",
                scores.fidelity().map(fidelity -> fidelity(scores, fidelity)).orElse(null));
        document.put(
                "privacy",
                scores.privacy().map(privacy -> privacy(scores, privacy)).orElse(null));
        document.put("left_out", scores.leftOut());
        return document;
    }

    private static Map<String, Object> images(FolderScores.Folders folders) {
        Map<String, Object> images = new LinkedHashMap<>();
        images.put("real", counts(folders.real()));
        images.put("generated", counts(folders.generated()));
        folders.training().ifPresent(training -> images.put("training", counts(training)));
        return images;
    }

    private static Map<String, Object> counts(FolderImages images) {
        Map<String, Long> perClass = new TreeMap<>();
        for (FolderImages.Entry entry : images.entries()) {
            if (entry.label() != null) {
                perClass.merge(entry.label(), 1L, Long::sum);
            }
        }
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("folder", images.folder().toString());
        counts.put("count", images.count());
        counts.put("per_class", perClass);
        return counts;
    }

    private static Map<String, Object> intensities(FolderScores scores) {
        Map<String, Object> perClass = new LinkedHashMap<>();
        scores.intensities().perClass().forEach((label, test) -> perClass.put(label, tests(test)));
        Map<String, Object> comparison = new LinkedHashMap<>();
        comparison.put("first", "real images");
        comparison.put("second", "generated images");
        comparison.put("overall", tests(scores.intensities().overall()));
        comparison.put("per_class", perClass);
        return comparison;
    }

    private static Map<String, Object> tests(IntensityTest test) {
        Map<String, Object> tests = new LinkedHashMap<>();
        tests.put("pixels", figures(test.pixels()));
        for (ImageStatistic statistic : ImageStatistic.values()) {
            tests.put(StatisticName.key(statistic), figures(test.of(statistic)));
        }
        return tests;
    }

    private static Map<String, Object> figures(KolmogorovSmirnov test) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("statistic", test.statistic());
        figures.put("p_value", test.pValue());
        figures.put("first_count", test.firstSize());
        figures.put("second_count", test.secondSize());
        figures.put("method", test.method().name().toLowerCase(Locale.ROOT));
        return figures;
    }

    private static Map<String, Object> fidelity(FolderScores scores, FidelityComparison fidelity) {
        Map<String, Object> perClass = new LinkedHashMap<>();
        fidelity.perClass().forEach((label, ofClass) -> perClass.put(label, sides(ofClass.fidelity())));
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("extractor", scores.method().extractor().orElse(null));
        part.put("seed", fidelity.seed());
        part.put("overall", sides(fidelity.overall()));
        part.put("per_class", perClass);
        return part;
    }

    private static Map<String, FidelityFigures> sides(FidelityComparison.Compared<FidelityFigures> compared) {
        Map<String, FidelityFigures> sides = new LinkedHashMap<>();
        sides.put("generated", compared.generated());
        sides.put("floor", compared.floor());
        return sides;
    }

    private static Map<String, Object> privacy(FolderScores scores, FolderScores.Privacy privacy) {
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("training_images", privacy.nearness().trainingImages());
        part.put("real_images_left_out_as_twins", privacy.twins());
        privacy.nearness().nearness().forEach((space, nearness) -> {
            Map<String, Object> inSpace = nearness(scores, nearness);
            MembershipInference attack = privacy.membership().get(space);
            if (attack != null) {
                inSpace.put("membership_inference", area(attack.members()));
                inSpace.put("membership_detected_at_one_percent", attack.detectedAtOnePercent());
            }
            part.put(space.label(), inSpace);
        });
        return part;
    }

    private static Map<String, Object> nearness(FolderScores scores, NearnessToTraining nearness) {
        CopyRate copies = nearness.copies();
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("generated", nearness.generated());
        part.put("held_out", nearness.heldOut());
        part.put("closer_than_any_held_out", nearness.closerThanAnyHeldOut());
        part.put("copies", copies);
        part.put("nearer_than_held_out", area(nearness.fromHeldOut()));
        part.put(
                "suspected",
                nearness.closest(nearness.ofGenerated().size()).stream()
                        .filter(match -> match.distance() < copies.threshold())
                        .map(match -> pair(scores, match))
                        .toList());
        part.put(
                "closest",
                nearness.closest(PrivacyComparison.PAIRS).stream()
                        .map(match -> pair(scores, match))
                        .toList());
        return part;
    }

    private static Map<String, Object> area(Separation separation) {
        Map<String, Object> area = new LinkedHashMap<>();
        area.put("area", separation.area());
        area.put("lower", separation.interval().low());
        area.put("upper", separation.interval().high());
        area.put("first_count", separation.first());
        area.put("second_count", separation.second());
        return area;
    }

    private static Map<String, @Nullable Object> pair(FolderScores scores, Match match) {
        Map<String, @Nullable Object> pair = new LinkedHashMap<>();
        pair.put("generated", scores.folders().generated().name(match.query()));
        pair.put(
                "training",
                scores.folders()
                        .training()
                        .map(training -> training.name(match.reference()))
                        .orElse(null));
        pair.put("distance", match.distance());
        pair.put("mirrored", match.variation().mirrored());
        pair.put("right", match.variation().right());
        pair.put("down", match.variation().down());
        return pair;
    }
}
