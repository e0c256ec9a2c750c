package io.augmenta.contracts.wire;

import static io.augmenta.contracts.wire.SharedMapping.each;

import io.augmenta.contracts.AugmentationPolicy;
import io.augmenta.contracts.AugmentationStage;
import io.augmenta.contracts.AugmentationStep;
import io.augmenta.contracts.EvaluationSettings;
import io.augmenta.contracts.GateLimits;
import io.augmenta.contracts.avro.AvroAugmentationPolicy;
import io.augmenta.contracts.avro.AvroAugmentationStage;
import io.augmenta.contracts.avro.AvroAugmentationStep;
import java.time.Duration;
import java.util.List;

/** Events of augmentation, to Avro and back. */
final class AugmentationMapping {
    private AugmentationMapping() {}

    static AvroAugmentationPolicy toAvro(AugmentationPolicy policy) {
        Duration every = policy.retrainEvery();
        EvaluationSettings evaluation = policy.evaluation();
        return AvroAugmentationPolicy.newBuilder()
                .setDataset(policy.dataset())
                .setTargetCounts(policy.targetCounts())
                .setTargetRatios(policy.targetRatios())
                .setRetrainGrowth(policy.retrainGrowth())
                .setRetrainNewImages(policy.retrainNewImages())
                .setRetrainEveryMillis(every == null ? null : every.toMillis())
                .setRecipe(policy.recipe())
                .setParameters(policy.parameters())
                .setEpochs(policy.epochs())
                .setSeed(policy.seed())
                .setClassifier(evaluation.classifier())
                .setClassifierParameters(evaluation.parameters())
                .setEvaluationSeeds(evaluation.seeds())
                .setControls(evaluation.controls())
                .setExtractor(evaluation.extractor())
                .setActive(policy.active())
                .setSetAt(policy.setAt())
                .setGate(evaluation.gate().byRule())
                .build();
    }

    static AugmentationPolicy fromAvro(AvroAugmentationPolicy policy) {
        Long every = policy.getRetrainEveryMillis();
        return new AugmentationPolicy(
                policy.getDataset(),
                policy.getTargetCounts(),
                policy.getTargetRatios(),
                policy.getRetrainGrowth(),
                policy.getRetrainNewImages(),
                every == null ? null : Duration.ofMillis(every),
                policy.getRecipe(),
                policy.getParameters(),
                policy.getEpochs(),
                policy.getSeed(),
                new EvaluationSettings(
                        policy.getClassifier(),
                        policy.getClassifierParameters(),
                        policy.getSeed(),
                        policy.getEvaluationSeeds(),
                        policy.getControls(),
                        List.of(),
                        policy.getExtractor(),
                        GateLimits.of(policy.getGate())),
                policy.getActive(),
                policy.getSetAt());
    }

    static AvroAugmentationStep toAvro(AugmentationStep step) {
        return AvroAugmentationStep.newBuilder()
                .setCorrelationId(step.correlationId())
                .setNumber(step.number())
                .setDataset(step.dataset())
                .setVersion(step.version())
                .setStage(AvroAugmentationStage.valueOf(step.stage().name()))
                .setSubject(step.subject())
                .setCheckpointId(step.checkpointId())
                .setCounts(step.counts())
                .setRanges(each(step.ranges(), SharedMapping::toAvro))
                .setExplanation(step.explanation())
                .setAt(step.at())
                .build();
    }

    static AugmentationStep fromAvro(AvroAugmentationStep step) {
        return new AugmentationStep(
                step.getCorrelationId(),
                step.getNumber(),
                step.getDataset(),
                step.getVersion(),
                AugmentationStage.valueOf(step.getStage().name()),
                step.getSubject(),
                step.getCheckpointId(),
                step.getCounts(),
                each(step.getRanges(), SharedMapping::fromAvro),
                step.getExplanation(),
                step.getAt());
    }
}
