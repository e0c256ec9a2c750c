package io.augmenta.evaluator.meters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.EvaluationCompleted;
import io.augmenta.contracts.Split;
import io.augmenta.evaluator.Catalogue;
import io.augmenta.evaluator.Evaluation;
import io.augmenta.evaluator.EvaluationRegistry;
import io.augmenta.evaluator.SampleEvaluations;
import io.augmenta.evaluator.study.DataType;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

        assertEquals(
                Set.of("data_set", "model", "data_type", "split", "over", "bound", "sample", "ending", "rule"), labels);
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

    @Test
    void whatTheLogTellsIsShownAgainAsItWasButForTheTimeItTook() {
        meters.completed(THOROUGH);
        Map<Meter.Id, Double> shown = gauges(registry);
        MeterRegistry another = new SimpleMeterRegistry();

        int restored = new EvaluationMeters(another)
                .restore(FinishedEvaluation.latest(
                        List.of(THOROUGH.release()), registryOf(THOROUGH), new OneCheckpoint(THOROUGH.checkpoint())));

        assertEquals(1, restored);
        Map<Meter.Id, Double> again = gauges(another);
        shown.keySet().removeIf(id -> id.getName().equals("augmenta.evaluation.seconds"));
        assertTrue(shown.size() > 50, shown.toString());
        assertEquals(shown, again);
    }

    @Test
    void whatThisProcessCompletedIsNotReplacedByAnEarlierEvaluation() {
        meters.completed(SampleEvaluations.ofPhantoms(10, 16));
        Map<Meter.Id, Double> shown = gauges(registry);

        int restored = meters.restore(FinishedEvaluation.latest(
                List.of(THOROUGH.release()), registryOf(THOROUGH), new OneCheckpoint(THOROUGH.checkpoint())));

        assertEquals(0, restored);
        assertEquals(shown, gauges(registry));
    }

    @Test
    void evaluationsThatAreNotCompletedAreNotShown() {
        EvaluationRegistry unfinished = new EvaluationRegistry();
        THOROUGH.metrics().forEach(unfinished::apply);

        assertEquals(
                0,
                meters.restore(FinishedEvaluation.latest(
                        List.of(THOROUGH.release()), unfinished, new OneCheckpoint(THOROUGH.checkpoint()))));
    }

    private static EvaluationRegistry registryOf(Evaluation evaluation) {
        EvaluationRegistry known = new EvaluationRegistry();
        evaluation.metrics().forEach(known::apply);
        known.apply(new EvaluationCompleted(evaluation.request().evaluationId(), Map.of()));
        return known;
    }

    private static Map<Meter.Id, Double> gauges(MeterRegistry meters) {
        Map<Meter.Id, Double> values = new HashMap<>();
        meters.getMeters().stream()
                .filter(meter -> meter instanceof Gauge)
                .forEach(gauge -> values.put(gauge.getId(), ((Gauge) gauge).value()));
        return values;
    }

    private record OneCheckpoint(CheckpointPublished checkpoint) implements Catalogue {
        @Override
        public Optional<DatasetVersion> dataset(String name, String version, Duration atMost) {
            return Optional.empty();
        }

        @Override
        public Optional<CheckpointPublished> checkpoint(String checkpointId, Duration atMost) {
            return Optional.of(checkpoint);
        }

        @Override
        public List<DatasetVersion> datasets() {
            return List.of();
        }

        @Override
        public List<CheckpointPublished> checkpoints() {
            return List.of(checkpoint);
        }
    }
}
