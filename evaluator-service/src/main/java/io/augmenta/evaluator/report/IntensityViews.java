package io.augmenta.evaluator.report;

import io.augmenta.evaluator.study.StudyResult;
import io.augmenta.scoring.comparison.IntensityComparison;
import io.augmenta.scoring.comparison.IntensityTest;
import io.augmenta.scoring.distribution.KolmogorovSmirnov;
import io.augmenta.scoring.pixels.ImageStatistic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The comparison of intensities as the page shows it. */
final class IntensityViews {
    private static final String GENERATED = "generated";
    private static final String TEST = "real test";

    private IntensityViews() {}

    /** The tests on the same images: on their pixels, and on each statistic of an image. */
    record Row(String rowClass, String compared, String label, String first, String second, List<TestCells> tests) {}

    /** A test. */
    record TestCells(String statistic, String pValue) {
        static TestCells of(KolmogorovSmirnov test) {
            return new TestCells(NumberText.score(test.statistic()), NumberText.pValue(test.pValue()));
        }
    }

    static String reading(StudyResult study) {
        double generated = study.realAndGenerated().overall().pixels().statistic();
        double test = study.trainAndTest().overall().pixels().statistic();
        return String.format(
                Locale.ROOT,
                "Between real and generated pixels D is %.3f; between two sets that both are real, train and test, it is "
                        + "%.3f.",
                generated,
                test);
    }

    static List<ChartPanel> panels(StudyResult study) {
        IntensityComparison comparison = study.realAndGenerated();
        List<ChartPanel> panels = new ArrayList<>();
        panels.add(IntensityCharts.histogram("All classes", comparison.overall()));
        panels.add(IntensityCharts.cumulative("All classes, cumulative", comparison.overall()));
        comparison.perClass().forEach((label, test) -> panels.add(IntensityCharts.histogram(label, test)));
        return panels;
    }

    static List<Row> rows(StudyResult study) {
        List<Row> rows = new ArrayList<>();
        addRows(rows, GENERATED, study.realAndGenerated());
        addRows(rows, TEST, study.trainAndTest());
        return rows;
    }

    private static void addRows(List<Row> rows, String compared, IntensityComparison comparison) {
        rows.add(row("first", compared, "all", comparison.overall()));
        comparison.perClass().forEach((label, test) -> rows.add(row("", compared, label, test)));
    }

    private static Row row(String rowClass, String compared, String label, IntensityTest test) {
        KolmogorovSmirnov ofImages = test.of(ImageStatistic.MEAN);
        return new Row(
                rowClass,
                compared,
                label,
                NumberText.count(ofImages.firstSize()),
                NumberText.count(ofImages.secondSize()),
                Stream.concat(Stream.of(test.pixels()), test.perImage().values().stream())
                        .map(TestCells::of)
                        .toList());
    }
}
