package io.augmenta.evaluator.meters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.Split;
import io.augmenta.evaluator.Evaluation;
import io.augmenta.evaluator.SampleEvaluations;
import io.augmenta.evaluator.study.DataType;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EvaluationMetersTest {
    private static final Evaluation THOROUGH = SampleEvaluations.thorough(10, 16);

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final EvaluationMeters meters = new EvaluationMeters(registry);

    @Test
    void gaugesShowTheMeansOfEveryDataTypeAndNoPointOfASweep() {
        meters.completed(THOROUGH);

        List<Gauge> accuracies =
                registry.find("augmenta.evaluation.accuracy.ratio").tag("split", "test").gauges().stream()
                        .toList();
        assertEquals(
                Set.of("baseline", "generated", "mixed", "repeated", "classic"),
                accuracies.stream()
                        .map(gauge -> gauge.getId().getTag("data_type"))
                        .collect(Collectors.toSet()));
        assertEquals(5, accuracies.size());
        assertEquals(
                THOROUGH.study().score(DataType.CLASSIC, Split.TEST).accuracy().mean(),
                registry.get("augmenta.evaluation.accuracy.ratio")
                        .tags("data_type", "classic", "split", "test")
                        .gauge()
                        .value());
        // mean and both ends over baseline and two controls
        assertEquals(
                9,
                registry.find("augmenta.evaluation.accuracy.gain.ratio")
                        .gauges()
                        .size());
    }

    @Test
    void labelsAreFewAndKnownBeforehand() {
        meters.completed(THOROUGH);

        Set<String> labels = registry.getMeters().stream()
                .map(Meter::getId)
                .flatMap(id -> id.getTags().stream())
                .map(Tag::getKey)
                .collect(Collectors.toSet());

        assertEquals(Set.of("data_set", "model", "data_type", "split", "over", "bound", "sample", "ending"), labels);
    }

    @Test
    void whatALaterEvaluationDidNotMeasureDisappears() {
        meters.completed(THOROUGH);
        meters.completed(SampleEvaluations.ofPhantoms(10, 16));

        assertTrue(registry.find("augmenta.evaluation.accuracy.ratio")
                .tag("data_type", "classic")
                .gauges()
                .isEmpty());
        assertEquals(
                1,
                registry.find("augmenta.evaluation.accuracy.gain.ratio")
                        .gauges()
                        .size());
        assertEquals(
                2,
                registry.get("augmenta.evaluations")
                        .tag("ending", "completed")
                        .counter()
                        .count());
    }
}
