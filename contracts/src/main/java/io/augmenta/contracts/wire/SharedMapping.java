package io.augmenta.contracts.wire;

import io.augmenta.contracts.ArtifactReference;
import io.augmenta.contracts.Bytes;
import io.augmenta.contracts.CopyGuard;
import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.OffsetRange;
import io.augmenta.contracts.Provenance;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.SplitRule;
import io.augmenta.contracts.avro.AvroArtifactReference;
import io.augmenta.contracts.avro.AvroCopyGuard;
import io.augmenta.contracts.avro.AvroLabelledImage;
import io.augmenta.contracts.avro.AvroOffsetRange;
import io.augmenta.contracts.avro.AvroProvenance;
import io.augmenta.contracts.avro.AvroSplit;
import io.augmenta.contracts.avro.AvroSplitRule;
import java.net.URI;
import java.util.List;
import java.util.function.Function;

/** The parts that several events share, to Avro and back. */
final class SharedMapping {
    private SharedMapping() {}

    static <A, B> List<B> each(List<A> items, Function<A, B> mapping) {
        return items.stream().map(mapping).toList();
    }

    static AvroSplit toAvro(Split split) {
        return AvroSplit.valueOf(split.name());
    }

    static Split fromAvro(AvroSplit split) {
        return Split.valueOf(split.name());
    }

    static AvroSplitRule toAvro(SplitRule rule) {
        return AvroSplitRule.valueOf(rule.name());
    }

    static SplitRule fromAvro(AvroSplitRule rule) {
        return SplitRule.valueOf(rule.name());
    }

    static AvroArtifactReference toAvro(ArtifactReference artifact) {
        return new AvroArtifactReference(artifact.uri().toString(), artifact.sha256(), artifact.sizeBytes());
    }

    static ArtifactReference fromAvro(AvroArtifactReference artifact) {
        return new ArtifactReference(URI.create(artifact.getUri()), artifact.getSha256(), artifact.getSizeBytes());
    }

    static AvroOffsetRange toAvro(OffsetRange range) {
        return new AvroOffsetRange(range.topic(), range.partition(), range.first(), range.endExclusive());
    }

    static OffsetRange fromAvro(AvroOffsetRange range) {
        return new OffsetRange(range.getTopic(), range.getPartition(), range.getFirst(), range.getEndExclusive());
    }

    static AvroLabelledImage toAvro(LabelledImage image) {
        Provenance provenance = image.provenance();
        return new AvroLabelledImage(
                image.id(),
                image.label(),
                toAvro(image.split()),
                image.leakGroup(),
                image.channels(),
                image.height(),
                image.width(),
                image.pixels().asByteBuffer(),
                image.fingerprint().asByteBuffer(),
                image.source(),
                provenance == null ? null : toAvro(provenance));
    }

    static LabelledImage fromAvro(AvroLabelledImage image) {
        AvroProvenance provenance = image.getProvenance();
        return new LabelledImage(
                image.getId(),
                image.getLabel(),
                fromAvro(image.getSplit()),
                image.getLeakGroup(),
                image.getChannels(),
                image.getHeight(),
                image.getWidth(),
                Bytes.copyOf(image.getPixels()),
                Bytes.copyOf(image.getFingerprint()),
                image.getSource(),
                provenance == null ? null : fromAvro(provenance));
    }

    private static AvroProvenance toAvro(Provenance provenance) {
        return new AvroProvenance(
                provenance.checkpointId(),
                provenance.generatorSha256(),
                provenance.recipe(),
                provenance.seed(),
                provenance.index(),
                provenance.software(),
                AvroCopyGuard.valueOf(provenance.copyGuard().name()));
    }

    private static Provenance fromAvro(AvroProvenance provenance) {
        return new Provenance(
                provenance.getCheckpointId(),
                provenance.getGeneratorSha256(),
                provenance.getRecipe(),
                provenance.getSeed(),
                provenance.getIndex(),
                provenance.getSoftware(),
                CopyGuard.valueOf(provenance.getCopyGuard().name()));
    }
}
