package io.augmenta.evaluator.report;

import io.augmenta.evaluator.study.Closeness;
import io.augmenta.scoring.comparison.FidelityComparison;
import io.augmenta.scoring.comparison.FidelityComparison.Compared;
import io.augmenta.scoring.comparison.FidelityComparison.OfClass;
import io.augmenta.scoring.comparison.FidelityFigures;
import io.augmenta.scoring.diversity.PairwiseSimilarity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Fidelity and diversity as the page shows them: a row of generated images, and below it the floor, real ones. */
final class FidelityViews {
    private FidelityViews() {}

    /** Figures of one set against real images. */
    record Row(
            String rowClass,
            String label,
            String scored,
            String counts,
            String frechet,
            String kernel,
            String precision,
            String recall,
            String density,
            String coverage,
            String similarity) {}

    static List<Row> rows(Closeness closeness) {
        List<Row> rows = new ArrayList<>();
        closeness.fidelity().ifPresent(fidelity -> addRows(rows, fidelity));
        return rows;
    }

    private static void addRows(List<Row> rows, FidelityComparison fidelity) {
        add(rows, "all", fidelity.overall(), null);
        fidelity.perClass().forEach((label, ofClass) -> add(rows, label, ofClass));
    }

    private static void add(List<Row> rows, String label, OfClass ofClass) {
        add(rows, label, ofClass.fidelity(), ofClass.similarity());
    }

    private static void add(
            List<Row> rows,
            String label,
            Compared<FidelityFigures> fidelity,
            @Nullable Compared<PairwiseSimilarity> similarity) {
        rows.add(row(
                "first", label, "generated", fidelity.generated(), similarity == null ? null : similarity.generated()));
        rows.add(row("", "", "real", fidelity.floor(), similarity == null ? null : similarity.floor()));
    }

    private static Row row(
            String rowClass,
            String label,
            String scored,
            FidelityFigures figures,
            @Nullable PairwiseSimilarity similarity) {
        return new Row(
                rowClass,
                label,
                scored,
                NumberText.count(figures.frechet().first()) + " / "
                        + NumberText.count(figures.frechet().second()),
                significant(figures.frechet().value()),
                significant(figures.kernel().mean()),
                NumberText.score(figures.manifold().precision()),
                NumberText.score(figures.manifold().recall()),
                NumberText.score(figures.manifold().density()),
                NumberText.score(figures.manifold().coverage()),
                similarity == null ? "" : NumberText.score(similarity.mean()));
    }

    /** Distances have no scale of their own, so their leading digits are what there is to read. */
    private static String significant(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
