package io.augmenta.ingest.configuration;

import io.augmenta.artifacts.S3Folders;
import io.augmenta.artifacts.S3Location;
import io.augmenta.artifacts.S3Settings;
import io.augmenta.contracts.Topics;
import io.augmenta.eventlog.LogClients;
import io.augmenta.imaging.decode.DecodeLimits;
import io.augmenta.imaging.identity.Fingerprint;
import io.augmenta.ingest.IngestObserver;
import io.augmenta.ingest.IngestQueue;
import io.augmenta.ingest.IngestSettings;
import io.augmenta.ingest.folder.AllowedBuckets;
import io.augmenta.ingest.folder.AllowedRoots;
import io.augmenta.ingest.messaging.KafkaDatasetLog;
import io.augmenta.ingest.messaging.KafkaWatchLog;
import io.augmenta.ingest.upload.UploadLimits;
import io.augmenta.ingest.upload.UploadObserver;
import io.augmenta.ingest.upload.Uploads;
import io.augmenta.ingest.watch.FolderWatches;
import io.augmenta.ingest.watch.WatchObserver;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/** Puts the service together. Only types of this service become beans, since other services may share the process. */
@Singleton
class IngestWiring {
    private final IngestConfiguration configuration;
    private final S3Folders s3;

    IngestWiring(IngestConfiguration configuration, Config properties) {
        this.configuration = configuration;
        this.s3 = new S3Folders(S3Settings.from(name -> properties.getOptionalValue(name, String.class)));
    }

    @Produces
    @Singleton
    KafkaDatasetLog datasetLog(LogClients clients) {
        return new KafkaDatasetLog(clients.named("ingest-service"));
    }

    @Produces
    @Singleton
    KafkaWatchLog watchLog(LogClients clients) {
        return new KafkaWatchLog(clients.named("ingest-service"));
    }

    void close(@Disposes KafkaWatchLog log) {
        log.close();
    }

    @Produces
    @Singleton
    FolderWatches folderWatches(
            IngestDefaults defaults, KafkaWatchLog log, IngestQueue queue, AllowedRoots roots, WatchObserver observer) {
        return new FolderWatches(defaults.configuredWatches(), log, queue, roots, observer, Clock.systemUTC());
    }

    void close(@Disposes KafkaDatasetLog log) {
        log.close();
    }

    @Produces
    @Singleton
    IngestQueue ingestQueue(KafkaDatasetLog log, IngestObserver observer, OpenTelemetry openTelemetry) {
        return new IngestQueue(settings(), log, observer, openTelemetry, Clock.systemUTC());
    }

    @Produces
    @Singleton
    Uploads uploads(IngestQueue queue, UploadObserver observer) {
        return new Uploads(
                configuration.upload().folder().orElseGet(IngestWiring::temporary),
                new UploadLimits(
                        configuration.upload().maxBytes(),
                        configuration.upload().maxUnpackedBytes(),
                        configuration.maxFileBytes(),
                        configuration.upload().maxFiles()),
                queue,
                observer);
    }

    private static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    private IngestSettings settings() {
        return new IngestSettings(
                configuration.decodingThreads(),
                new DecodeLimits(configuration.maxFileBytes(), configuration.maxPixels()),
                configuration.spillFolder().orElseGet(IngestWiring::temporary),
                configuration.alikeBits().orElse(Fingerprint.ALIKE_DISTANCE),
                batchBytes(),
                configuration.batchesInFlight(),
                configuration.queueCapacity());
    }

    private int batchBytes() {
        int wanted = configuration.batchBytes();
        int most = Topics.IMAGE_BATCHES.maxRecordBytes();
        if (wanted > most) {
            throw new IllegalArgumentException("augmenta.ingest.batch-bytes is " + wanted + ", but topic "
                    + Topics.IMAGE_BATCHES.name() + " takes records of up to " + most + " bytes");
        }
        return wanted;
    }

    @Produces
    @Singleton
    AllowedBuckets allowedBuckets() {
        return new AllowedBuckets(
                configuration.allowedBuckets().orElse(List.of()).stream()
                        .map(S3Location::parse)
                        .toList(),
                s3);
    }

    @PreDestroy
    void disconnect() {
        s3.close();
    }

    @Produces
    @Singleton
    AllowedRoots allowedRoots() {
        List<Path> roots = new ArrayList<>(configuration.allowedRoots());
        // whoever configures the service may have it read what they say
        configuration.folder().ifPresent(roots::add);
        configuration.watches().values().forEach(watched -> roots.add(watched.folder()));
        return new AllowedRoots(roots);
    }
}
