package io.augmenta.contracts.wire;

import static io.augmenta.contracts.wire.SharedMapping.each;

import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.ImageBatch;
import io.augmenta.contracts.SplitCount;
import io.augmenta.contracts.SplitRule;
import io.augmenta.contracts.avro.AvroDatasetVersion;
import io.augmenta.contracts.avro.AvroImageBatch;
import io.augmenta.contracts.avro.AvroSplitCount;
import io.augmenta.contracts.avro.AvroSplitRule;

/** Events of data sets, to Avro and back. */
final class DatasetMapping {
    private DatasetMapping() {}

    static AvroImageBatch toAvro(ImageBatch batch) {
        return new AvroImageBatch(
                batch.dataset(), batch.ingestId(), batch.sequence(), each(batch.images(), SharedMapping::toAvro));
    }

    static ImageBatch fromAvro(AvroImageBatch batch) {
        return new ImageBatch(
                batch.getDataset(),
                batch.getIngestId(),
                batch.getSequence(),
                each(batch.getImages(), SharedMapping::fromAvro));
    }

    static AvroDatasetVersion toAvro(DatasetVersion version) {
        return AvroDatasetVersion.newBuilder()
                .setName(version.name())
                .setVersion(version.version())
                .setIngestId(version.ingestId())
                .setClasses(version.classes())
                .setChannels(version.channels())
                .setHeight(version.height())
                .setWidth(version.width())
                .setSplitRule(AvroSplitRule.valueOf(version.splitRule().name()))
                .setSeed(version.seed())
                .setImages(version.images())
                .setDuplicates(version.duplicates())
                .setRejected(version.rejected())
                .setConflicts(version.conflicts())
                .setLeakGroups(version.leakGroups())
                .setStraddlingGroups(version.straddlingGroups())
                .setCounts(each(version.counts(), DatasetMapping::toAvro))
                .setRanges(each(version.ranges(), SharedMapping::toAvro))
                .setSealedAt(version.sealedAt())
                .setFollows(version.follows())
                .setWithheld(version.withheld())
                .build();
    }

    static DatasetVersion fromAvro(AvroDatasetVersion version) {
        return new DatasetVersion(
                version.getName(),
                version.getVersion(),
                version.getIngestId(),
                version.getClasses(),
                version.getChannels(),
                version.getHeight(),
                version.getWidth(),
                SplitRule.valueOf(version.getSplitRule().name()),
                version.getSeed(),
                version.getImages(),
                version.getDuplicates(),
                version.getRejected(),
                version.getConflicts(),
                version.getLeakGroups(),
                version.getStraddlingGroups(),
                each(version.getCounts(), DatasetMapping::fromAvro),
                each(version.getRanges(), SharedMapping::fromAvro),
                version.getSealedAt(),
                version.getFollows(),
                version.getWithheld());
    }

    private static AvroSplitCount toAvro(SplitCount count) {
        return new AvroSplitCount(SharedMapping.toAvro(count.split()), count.label(), count.count());
    }

    private static SplitCount fromAvro(AvroSplitCount count) {
        return new SplitCount(SharedMapping.fromAvro(count.getSplit()), count.getLabel(), count.getCount());
    }
}
