package io.augmenta.contracts.wire;

import static io.augmenta.contracts.wire.SharedMapping.each;

import io.augmenta.contracts.GateFinding;
import io.augmenta.contracts.ReleaseDecided;
import io.augmenta.contracts.ReleaseDecision;
import io.augmenta.contracts.avro.AvroGateFinding;
import io.augmenta.contracts.avro.AvroReleaseDecided;
import io.augmenta.contracts.avro.AvroReleaseDecision;

/** Events of release, to Avro and back. */
final class ReleaseMapping {
    private ReleaseMapping() {}

    static AvroReleaseDecided toAvro(ReleaseDecided decided) {
        return new AvroReleaseDecided(
                decided.decisionId(),
                decided.dataset(),
                decided.version(),
                decided.checkpointId(),
                decided.evaluationId(),
                AvroReleaseDecision.valueOf(decided.decision().name()),
                each(decided.findings(), ReleaseMapping::toAvro),
                decided.decidedBy(),
                decided.why(),
                decided.decidedAt(),
                decided.waived());
    }

    static ReleaseDecided fromAvro(AvroReleaseDecided decided) {
        return new ReleaseDecided(
                decided.getDecisionId(),
                decided.getDataset(),
                decided.getVersion(),
                decided.getCheckpointId(),
                decided.getEvaluationId(),
                ReleaseDecision.valueOf(decided.getDecision().name()),
                each(decided.getFindings(), ReleaseMapping::fromAvro),
                decided.getDecidedBy(),
                decided.getWhy(),
                decided.getDecidedAt(),
                decided.getWaived());
    }

    private static AvroGateFinding toAvro(GateFinding finding) {
        return new AvroGateFinding(
                finding.rule(),
                finding.area(),
                finding.value(),
                finding.limit(),
                finding.met(),
                finding.explanation(),
                finding.limitFrom());
    }

    private static GateFinding fromAvro(AvroGateFinding finding) {
        return new GateFinding(
                finding.getRule(),
                finding.getArea(),
                finding.getValue(),
                finding.getLimit(),
                finding.getMet(),
                finding.getExplanation(),
                finding.getLimitFrom());
    }
}
