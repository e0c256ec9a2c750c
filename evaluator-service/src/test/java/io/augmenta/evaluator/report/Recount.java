package io.augmenta.evaluator.report;

import java.util.List;
import org.apache.commons.csv.CSVRecord;

/** The figures of one classifier on a split, counted from the rows of the file alone. */
final class Recount {
    private final List<CSVRecord> rows;

    Recount(String dataType, String amount, String seed, String split) {
        rows = ThoroughReport.rows("predictions.csv").stream()
                .filter(row -> row.get("data_type").equals(dataType)
                        && row.get("amount").equals(amount)
                        && row.get("seed").equals(seed)
                        && row.get("split").equals(split))
                .toList();
    }

    /** By its definition: 15 bins of equal width, closed above. */
    double calibrationError() {
        double error = 0;
        for (int bin = 0; bin < 15; bin++) {
            double right = 0;
            double confidence = 0;
            for (CSVRecord row : rows) {
                double sure = Float.parseFloat(row.get("probability_" + row.get("predicted")));
                if (sure > bin / 15.0 && sure <= (bin + 1) / 15.0) {
                    right += row.get("label").equals(row.get("predicted")) ? 1 : 0;
                    confidence += sure;
                }
            }
            error += Math.abs(right - confidence) / rows.size();
        }
        return error;
    }

    double macroArea() {
        return ThoroughReport.classes().stream().mapToDouble(this::area).sum()
                / ThoroughReport.classes().size();
    }

    /** The share of pairs, one image of the class and one of another, in the right order; ties count half. */
    double area(String label) {
        double ordered = 0;
        long pairs = 0;
        for (CSVRecord of : rows) {
            for (CSVRecord other : rows) {
                if (of.get("label").equals(label) && !other.get("label").equals(label)) {
                    float first = Float.parseFloat(of.get("probability_" + label));
                    float second = Float.parseFloat(other.get("probability_" + label));
                    ordered += first > second ? 1 : first == second ? 0.5 : 0;
                    pairs++;
                }
            }
        }
        return ordered / pairs;
    }

    int size() {
        return rows.size();
    }

    double accuracy() {
        return share(
                rows.stream()
                        .filter(row -> row.get("label").equals(row.get("predicted")))
                        .count(),
                rows.size());
    }

    double macroRecall() {
        return ThoroughReport.classes().stream().mapToDouble(this::recall).sum()
                / ThoroughReport.classes().size();
    }

    double macroPrecision() {
        return ThoroughReport.classes().stream().mapToDouble(this::precision).sum()
                / ThoroughReport.classes().size();
    }

    double macroF1() {
        double sum = 0;
        for (String label : ThoroughReport.classes()) {
            double together = precision(label) + recall(label);
            sum += together == 0 ? 0 : 2 * precision(label) * recall(label) / together;
        }
        return sum / ThoroughReport.classes().size();
    }

    double recall(String label) {
        return share(hits(label), with("label", label));
    }

    double precision(String label) {
        return share(hits(label), with("predicted", label));
    }

    private long hits(String label) {
        return rows.stream()
                .filter(row ->
                        row.get("label").equals(label) && row.get("predicted").equals(label))
                .count();
    }

    private long with(String column, String label) {
        return rows.stream().filter(row -> row.get(column).equals(label)).count();
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
