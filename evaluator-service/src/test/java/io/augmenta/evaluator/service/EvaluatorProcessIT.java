package io.augmenta.evaluator.service;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.EvaluationCompleted;
import io.augmenta.contracts.EvaluationEvent;
import io.augmenta.contracts.EvaluationFailed;
import io.augmenta.contracts.EvaluationProgressed;
import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.EvaluationSettings;
import io.augmenta.contracts.MetricMeasured;
import io.augmenta.contracts.OffsetRange;
import io.augmenta.evaluator.SampleStudy;
import io.augmenta.kafka.embedded.testing.TemporaryKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged evaluator, asked to leave and killed in the middle of an evaluation. */
class EvaluatorProcessIT {
    private static final SampleStudy SAMPLE = new SampleStudy(20, 16);

    @Test
    void evaluationThatIsLeftAndKilledTellsNothingUntilALaterEvaluatorCompletesItOnce(@TempDir Path folder)
            throws Exception {
        try (TemporaryKafka kafka = TemporaryKafka.start();
                LogClient log = new LogClient(kafka.bootstrapServers())) {
            List<OffsetRange> generated = log.publish(SAMPLE);
            log.request(request(generated));

            try (EvaluatorProcess evaluator = start(kafka, folder)) {
                log.awaitEpochs("interrupted", 1);
                assertEquals(143, evaluator.terminate());
            }
            assertOnlyProgress(log);
            try (EvaluatorProcess evaluator = start(kafka, folder)) {
                log.awaitEpochs("interrupted", log.epochs("interrupted") + 1);
                evaluator.kill();
            }
            assertOnlyProgress(log);
            try (EvaluatorProcess evaluator = start(kafka, folder)) {
                log.awaitCompletion("interrupted");
                assertEquals(143, evaluator.terminate());
            }

            assertEquals(1, log.said("interrupted", EvaluationCompleted.class).size());
            int ofClassifiers = 6 * (7 + 2 + 4 * 4) + 3 + 1;
            int ofIntensities = 2 * 5 * 2 * (1 + 4);
            int ofCloseness = 12 + 4 * (12 + 2) + 3 * 3 + 2;
            assertEquals(
                    ofClassifiers + ofIntensities + ofCloseness,
                    log.said("interrupted", MetricMeasured.class).size());
            assertEquals(0, log.said("interrupted", EvaluationFailed.class).size());
            try (EvaluatorProcess evaluator = start(kafka, folder)) {
                assertShownAgain(evaluator);
            }
        }
    }

    /** As soon as it says that it is ready, an evaluator that has done nothing yet shows what earlier ones did. */
    private static void assertShownAgain(EvaluatorProcess evaluator) throws IOException {
        await().atMost(Duration.ofMinutes(2)).until(evaluator::ready);

        String status = evaluator.get("/v1/evaluations/interrupted").body();
        assertTrue(status.contains("\"status\":\"completed\""), status);
        assertTrue(status.contains("\"name\":\"copy_rate_fingerprints\""), status);
        assertEquals(
                200,
                evaluator.get("/v1/evaluations/interrupted/report/report.html").statusCode());
        String gauges = evaluator.get("/q/metrics").body();
        assertTrue(
                gauges.contains("augmenta_evaluation_accuracy_ratio{data_set=\"phantom\",data_type=\"mixed\""), gauges);
        assertTrue(gauges.contains("augmenta_evaluation_copy_rate_fingerprints"), gauges);
    }

    private static void assertOnlyProgress(LogClient log) {
        assertEquals(
                log.said("interrupted", EvaluationEvent.class), log.said("interrupted", EvaluationProgressed.class));
    }

    private static EvaluatorProcess start(TemporaryKafka kafka, Path folder) throws Exception {
        return EvaluatorProcess.start(
                kafka.bootstrapServers(), folder.resolve("artifacts"), Path.of("target", "evaluator-process.log"));
    }

    /** Long enough to be interrupted. */
    private static EvaluationRequested request(List<OffsetRange> generated) {
        return SAMPLE.request("interrupted", "compact", generated)
                .with(EvaluationSettings.shortest("compact", Map.of("epochs", "20", "width", "4"), 7));
    }
}
