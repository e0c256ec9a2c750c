package io.augmenta.contracts.wire;

import static io.augmenta.contracts.wire.SharedMapping.each;

import io.augmenta.contracts.ArtifactReference;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.EpochLosses;
import io.augmenta.contracts.TrainingCancelled;
import io.augmenta.contracts.TrainingFailure;
import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.contracts.TrainingStatus;
import io.augmenta.contracts.WarmStart;
import io.augmenta.contracts.avro.AvroArtifactReference;
import io.augmenta.contracts.avro.AvroCheckpointPublished;
import io.augmenta.contracts.avro.AvroEpochLosses;
import io.augmenta.contracts.avro.AvroTrainingCancelled;
import io.augmenta.contracts.avro.AvroTrainingFailure;
import io.augmenta.contracts.avro.AvroTrainingProgressed;
import io.augmenta.contracts.avro.AvroTrainingRequested;
import io.augmenta.contracts.avro.AvroTrainingStatus;
import io.augmenta.contracts.avro.AvroWarmStart;
import java.time.Duration;

/** Events of training, to Avro and back. */
final class TrainingMapping {
    private TrainingMapping() {}

    static AvroTrainingRequested toAvro(TrainingRequested request) {
        return new AvroTrainingRequested(
                request.runId(),
                request.dataset(),
                request.version(),
                request.recipe(),
                request.parameters(),
                request.epochs(),
                request.seed(),
                request.checkpointEveryEpochs(),
                request.requestedAt(),
                request.warmStart());
    }

    static TrainingRequested fromAvro(AvroTrainingRequested request) {
        return new TrainingRequested(
                request.getRunId(),
                request.getDataset(),
                request.getVersion(),
                request.getRecipe(),
                request.getParameters(),
                request.getEpochs(),
                request.getSeed(),
                request.getCheckpointEveryEpochs(),
                request.getRequestedAt(),
                request.getWarmStart());
    }

    static AvroTrainingCancelled toAvro(TrainingCancelled cancelled) {
        return new AvroTrainingCancelled(cancelled.runId(), cancelled.reason(), cancelled.requestedAt());
    }

    static TrainingCancelled fromAvro(AvroTrainingCancelled cancelled) {
        return new TrainingCancelled(cancelled.getRunId(), cancelled.getReason(), cancelled.getRequestedAt());
    }

    static AvroTrainingProgressed toAvro(TrainingProgressed progress) {
        TrainingFailure failure = progress.failure();
        return new AvroTrainingProgressed(
                progress.runId(),
                AvroTrainingStatus.valueOf(progress.status().name()),
                progress.epoch(),
                progress.epochs(),
                progress.step(),
                progress.losses(),
                progress.imagesPerSecond(),
                progress.elapsed().toMillis(),
                progress.remaining().toMillis(),
                progress.device(),
                progress.message(),
                progress.residentBytes(),
                failure == null ? null : AvroTrainingFailure.valueOf(failure.name()));
    }

    static TrainingProgressed fromAvro(AvroTrainingProgressed progress) {
        AvroTrainingFailure failure = progress.getFailure();
        return new TrainingProgressed(
                progress.getRunId(),
                TrainingStatus.valueOf(progress.getStatus().name()),
                progress.getEpoch(),
                progress.getEpochs(),
                progress.getStep(),
                progress.getLosses(),
                progress.getImagesPerSecond(),
                Duration.ofMillis(progress.getElapsedMillis()),
                Duration.ofMillis(progress.getRemainingMillis()),
                progress.getDevice(),
                progress.getMessage(),
                progress.getResidentBytes(),
                failure == null ? null : TrainingFailure.valueOf(failure.name()));
    }

    static AvroCheckpointPublished toAvro(CheckpointPublished checkpoint) {
        ArtifactReference reconstructions = checkpoint.reconstructions();
        ArtifactReference reference = checkpoint.reference();
        ArtifactReference fingerprints = checkpoint.fingerprints();
        WarmStart warmStart = checkpoint.warmStartedFrom();
        return AvroCheckpointPublished.newBuilder()
                .setCheckpointId(checkpoint.checkpointId())
                .setRunId(checkpoint.runId())
                .setEpoch(checkpoint.epoch())
                .setStep(checkpoint.step())
                .setLast(checkpoint.last())
                .setRecipe(checkpoint.recipe())
                .setParameters(checkpoint.parameters())
                .setDataset(checkpoint.dataset())
                .setVersion(checkpoint.version())
                .setSeed(checkpoint.seed())
                .setClasses(checkpoint.classes())
                .setChannels(checkpoint.channels())
                .setHeight(checkpoint.height())
                .setWidth(checkpoint.width())
                .setLatentSize(checkpoint.latentSize())
                .setGenerator(SharedMapping.toAvro(checkpoint.generator()))
                .setState(SharedMapping.toAvro(checkpoint.state()))
                .setSamples(SharedMapping.toAvro(checkpoint.samples()))
                .setHistory(each(checkpoint.history(), TrainingMapping::toAvro))
                .setDevice(checkpoint.device())
                .setTrainingSeconds(checkpoint.trainingSeconds())
                .setPublishedAt(checkpoint.publishedAt())
                .setReconstructions(reconstructions == null ? null : SharedMapping.toAvro(reconstructions))
                .setReference(reference == null ? null : SharedMapping.toAvro(reference))
                .setFingerprints(fingerprints == null ? null : SharedMapping.toAvro(fingerprints))
                .setWarmStartedFrom(
                        warmStart == null ? null : new AvroWarmStart(warmStart.checkpointId(), warmStart.stateSha256()))
                .build();
    }

    static CheckpointPublished fromAvro(AvroCheckpointPublished checkpoint) {
        AvroArtifactReference reconstructions = checkpoint.getReconstructions();
        AvroArtifactReference reference = checkpoint.getReference();
        AvroArtifactReference fingerprints = checkpoint.getFingerprints();
        AvroWarmStart warmStart = checkpoint.getWarmStartedFrom();
        return new CheckpointPublished(
                checkpoint.getCheckpointId(),
                checkpoint.getRunId(),
                checkpoint.getEpoch(),
                checkpoint.getStep(),
                checkpoint.getLast(),
                checkpoint.getRecipe(),
                checkpoint.getParameters(),
                checkpoint.getDataset(),
                checkpoint.getVersion(),
                checkpoint.getSeed(),
                checkpoint.getClasses(),
                checkpoint.getChannels(),
                checkpoint.getHeight(),
                checkpoint.getWidth(),
                checkpoint.getLatentSize(),
                SharedMapping.fromAvro(checkpoint.getGenerator()),
                SharedMapping.fromAvro(checkpoint.getState()),
                SharedMapping.fromAvro(checkpoint.getSamples()),
                each(checkpoint.getHistory(), TrainingMapping::fromAvro),
                checkpoint.getDevice(),
                checkpoint.getTrainingSeconds(),
                checkpoint.getPublishedAt(),
                reconstructions == null ? null : SharedMapping.fromAvro(reconstructions),
                reference == null ? null : SharedMapping.fromAvro(reference),
                fingerprints == null ? null : SharedMapping.fromAvro(fingerprints),
                warmStart == null ? null : new WarmStart(warmStart.getCheckpointId(), warmStart.getStateSha256()));
    }

    private static AvroEpochLosses toAvro(EpochLosses epoch) {
        return new AvroEpochLosses(epoch.epoch(), epoch.losses(), epoch.seconds());
    }

    private static EpochLosses fromAvro(AvroEpochLosses epoch) {
        return new EpochLosses(epoch.getEpoch(), epoch.getLosses(), epoch.getSeconds());
    }
}
