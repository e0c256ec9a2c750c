package io.augmenta.contracts.wire;

import static io.augmenta.contracts.wire.SharedMapping.each;

import io.augmenta.contracts.ArtifactReference;
import io.augmenta.contracts.EvaluationCompleted;
import io.augmenta.contracts.EvaluationFailed;
import io.augmenta.contracts.EvaluationProgressed;
import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.EvaluationSettings;
import io.augmenta.contracts.GateLimits;
import io.augmenta.contracts.MetricMeasured;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.avro.AvroArtifactReference;
import io.augmenta.contracts.avro.AvroEvaluationCompleted;
import io.augmenta.contracts.avro.AvroEvaluationFailed;
import io.augmenta.contracts.avro.AvroEvaluationProgressed;
import io.augmenta.contracts.avro.AvroEvaluationRequested;
import io.augmenta.contracts.avro.AvroMetricMeasured;
import io.augmenta.contracts.avro.AvroSplit;
import java.util.LinkedHashMap;
import java.util.Map;

/** Events of evaluation, to Avro and back. */
final class EvaluationMapping {
    private EvaluationMapping() {}

    static AvroEvaluationRequested toAvro(EvaluationRequested request) {
        EvaluationSettings settings = request.settings();
        return new AvroEvaluationRequested(
                request.evaluationId(),
                request.dataset(),
                request.version(),
                request.checkpointId(),
                request.generationRequestId(),
                each(request.syntheticRanges(), SharedMapping::toAvro),
                settings.classifier(),
                settings.parameters(),
                settings.seed(),
                settings.seeds(),
                settings.controls(),
                settings.amounts(),
                settings.extractor(),
                settings.gate().byRule());
    }

    static EvaluationRequested fromAvro(AvroEvaluationRequested request) {
        return new EvaluationRequested(
                request.getEvaluationId(),
                request.getDataset(),
                request.getVersion(),
                request.getCheckpointId(),
                request.getGenerationRequestId(),
                each(request.getSyntheticRanges(), SharedMapping::fromAvro),
                new EvaluationSettings(
                        request.getClassifier(),
                        request.getParameters(),
                        request.getSeed(),
                        request.getSeeds(),
                        request.getControls(),
                        request.getAmounts(),
                        request.getExtractor(),
                        GateLimits.of(request.getGate())));
    }

    static AvroEvaluationProgressed toAvro(EvaluationProgressed progress) {
        return new AvroEvaluationProgressed(
                progress.evaluationId(), progress.stage(), progress.fraction(), progress.message());
    }

    static EvaluationProgressed fromAvro(AvroEvaluationProgressed progress) {
        return new EvaluationProgressed(
                progress.getEvaluationId(), progress.getStage(), progress.getFraction(), progress.getMessage());
    }

    static AvroMetricMeasured toAvro(MetricMeasured metric) {
        Split split = metric.split();
        return new AvroMetricMeasured(
                metric.evaluationId(),
                metric.name(),
                metric.value(),
                metric.dataset(),
                metric.version(),
                metric.checkpointId(),
                metric.label(),
                split == null ? null : SharedMapping.toAvro(split),
                metric.dataType(),
                metric.lower(),
                metric.upper(),
                metric.seeds(),
                metric.amount(),
                metric.extractor());
    }

    static MetricMeasured fromAvro(AvroMetricMeasured metric) {
        AvroSplit split = metric.getSplit();
        return new MetricMeasured(
                metric.getEvaluationId(),
                metric.getName(),
                metric.getValue(),
                metric.getDataset(),
                metric.getVersion(),
                metric.getCheckpointId(),
                metric.getLabel(),
                split == null ? null : SharedMapping.fromAvro(split),
                metric.getDataType(),
                metric.getLower(),
                metric.getUpper(),
                metric.getSeeds(),
                metric.getAmount(),
                metric.getExtractor());
    }

    static AvroEvaluationCompleted toAvro(EvaluationCompleted completed) {
        Map<String, AvroArtifactReference> report = new LinkedHashMap<>();
        completed.report().forEach((name, artifact) -> report.put(name, SharedMapping.toAvro(artifact)));
        return new AvroEvaluationCompleted(completed.evaluationId(), report);
    }

    static EvaluationCompleted fromAvro(AvroEvaluationCompleted completed) {
        Map<String, ArtifactReference> report = new LinkedHashMap<>();
        completed.getReport().forEach((name, artifact) -> report.put(name, SharedMapping.fromAvro(artifact)));
        return new EvaluationCompleted(completed.getEvaluationId(), report);
    }

    static AvroEvaluationFailed toAvro(EvaluationFailed failed) {
        return new AvroEvaluationFailed(failed.evaluationId(), failed.reason());
    }

    static EvaluationFailed fromAvro(AvroEvaluationFailed failed) {
        return new EvaluationFailed(failed.getEvaluationId(), failed.getReason());
    }
}
