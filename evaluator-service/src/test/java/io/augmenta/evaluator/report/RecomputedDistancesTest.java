package io.augmenta.evaluator.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** Figures of privacy and intensities, computed again from the files beside the page, by their definitions. */
class RecomputedDistancesTest {
    private static final double ROUNDING = 1e-12;
    private static final List<CSVRecord> DISTANCES = ThoroughReport.rows("distances.csv");

    @Test
    void privacyInEachSpaceIsThatOfTheDistances() {
        for (String space : List.of("pixels", "fingerprints", "features")) {
            double[] generated = distances("generated", "train", space);
            double[] heldOut = distances("test", "train", space);
            JsonNode told = ThoroughReport.json().at("/closeness/privacy/" + space);

            assertEquals(160, generated.length);
            assertEquals(16, heldOut.length);
            // of 16 the first is the threshold, and no held-out image lies below it
            double threshold = heldOut[0];
            double near = share(generated, distance -> distance < threshold);
            // the generator withholds by fingerprints 3 before the first of a class and 3 before each further seven
            int withheld = space.equals("fingerprints") ? 4 * 18 : 0;
            double share = (near * 160 + withheld) / (160 + withheld);
            assertEquals(threshold, told.at("/copies/threshold").doubleValue(), ROUNDING);
            assertEquals(
                    Math.max(0, (share - 1 / 17.0) / (1 - 1 / 17.0)),
                    told.at("/copies/rate").doubleValue(),
                    ROUNDING);
            assertEquals(near, told.get("closer_than_any_held_out").doubleValue(), ROUNDING);
            assertEquals(
                    area(generated, heldOut),
                    told.at("/nearer_than_held_out/area").doubleValue(),
                    ROUNDING);
            assertEquals(generated[79], told.at("/generated/median").doubleValue(), ROUNDING);
        }
    }

    @Test
    void imagesThatTheGeneratorWithheldAreToldWithTheirShare() {
        JsonNode withheld = ThoroughReport.json().at("/closeness/withheld");

        assertEquals(72, withheld.get("images").intValue());
        assertEquals(232, withheld.get("made").intValue());
        assertEquals(72 / 232.0, withheld.get("share").doubleValue(), ROUNDING);
    }

    @Test
    void membershipInferenceIsThatOfTheDistancesToGeneratedImages() {
        double[] members = distances("train", "generated", "pixels");
        double[] others = distances("test", "generated", "pixels");

        assertEquals(128, members.length);
        assertEquals(
                area(members, others),
                ThoroughReport.json()
                        .at("/closeness/privacy/membership_inference/area")
                        .doubleValue(),
                ROUNDING);
    }

    @Test
    void everyRowNamesTwoImagesOfTheStudy() {
        Set<String> ids = ThoroughReport.rows("statistics.csv").stream()
                .map(row -> row.get("image_id"))
                .collect(Collectors.toSet());

        assertEquals(128 + 16 + 160, ids.size());
        assertEquals(3 * (160 + 16) + 128 + 16, DISTANCES.size());
        for (CSVRecord row : DISTANCES) {
            assertTrue(ids.contains(row.get("image_id")) && ids.contains(row.get("nearest_image_id")), row.toString());
        }
        assertTrue(DISTANCES.stream().anyMatch(row -> row.get("mirrored").equals("true")));
    }

    @Test
    void kolmogorovSmirnovDistancesAreThoseOfTheStatistics() {
        for (String statistic : List.of("image_means", "image_deviations", "image_entropies", "image_roughnesses")) {
            assertEquals(
                    largestDistance(statistics("train", statistic), statistics("generated", statistic)),
                    ThoroughReport.json()
                            .at("/kolmogorov_smirnov/overall/" + statistic + "/statistic")
                            .doubleValue(),
                    ROUNDING,
                    statistic);
        }
    }

    @Test
    void kolmogorovSmirnovDistanceOfPixelsIsThatOfTheHistograms() {
        double[] train = cumulative("train");
        double[] generated = cumulative("generated");
        double largest = 0;
        for (int level = 0; level < 256; level++) {
            largest = Math.max(largest, Math.abs(train[level] - generated[level]));
        }

        assertEquals(
                largest,
                ThoroughReport.json()
                        .at("/kolmogorov_smirnov/overall/pixels/statistic")
                        .doubleValue(),
                ROUNDING);
    }

    private static double[] distances(String images, String among, String space) {
        return DISTANCES.stream()
                .filter(row -> row.get("images").equals(images)
                        && row.get("nearest_among").equals(among)
                        && row.get("space").equals(space))
                .mapToDouble(row -> Double.parseDouble(row.get("distance")))
                .sorted()
                .toArray();
    }

    private static double[] statistics(String images, String statistic) {
        return ThoroughReport.rows("statistics.csv").stream()
                .filter(row -> row.get("images").equals(images))
                .mapToDouble(row -> Double.parseDouble(row.get(statistic)))
                .toArray();
    }

    private static double[] cumulative(String images) {
        double[] counts = new double[256];
        ThoroughReport.rows("intensities.csv").stream()
                .filter(row -> row.get("images").equals(images))
                .forEach(row -> counts[Integer.parseInt(row.get("intensity"))] += Long.parseLong(row.get("pixels")));
        double all = Arrays.stream(counts).sum();
        Arrays.parallelPrefix(counts, Double::sum);
        return Arrays.stream(counts).map(count -> count / all).toArray();
    }

    private static double share(double[] values, Predicate<Double> wanted) {
        return (double) Arrays.stream(values).boxed().filter(wanted).count() / values.length;
    }

    /** The share of pairs in which the first is nearer; ties count half. */
    private static double area(double[] first, double[] second) {
        double nearer = 0;
        for (double a : first) {
            for (double b : second) {
                nearer += a < b ? 1 : a > b ? 0 : 0.5;
            }
        }
        return nearer / first.length / second.length;
    }

    /** Between the shares of values up to each value. */
    private static double largestDistance(double[] first, double[] second) {
        return DoubleStream.concat(Arrays.stream(first), Arrays.stream(second))
                .map(value -> Math.abs(share(first, x -> x <= value) - share(second, x -> x <= value)))
                .max()
                .orElseThrow();
    }
}
