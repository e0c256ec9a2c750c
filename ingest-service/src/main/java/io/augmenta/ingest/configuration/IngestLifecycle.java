package io.augmenta.ingest.configuration;

import io.augmenta.ingest.ImpossibleIngestException;
import io.augmenta.ingest.IngestQueue;
import io.augmenta.ingest.messaging.KafkaDatasetLog;
import io.augmenta.ingest.messaging.KafkaWatchLog;
import io.augmenta.ingest.upload.Uploads;
import io.augmenta.ingest.watch.FolderWatches;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects the service to the log, ingests the configured folder, watches others, and ends what is under way before it leaves. */
@ApplicationScoped
class IngestLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(IngestLifecycle.class);
    private static final Duration LEAVE_WITHIN = Duration.ofSeconds(10);

    private final IngestConfiguration configuration;
    private final IngestDefaults defaults;
    private final IngestQueue queue;
    private final KafkaDatasetLog log;
    private final KafkaWatchLog watchLog;
    private final FolderWatches watches;
    private final Uploads uploads;

    IngestLifecycle(
            IngestConfiguration configuration,
            IngestDefaults defaults,
            IngestQueue queue,
            KafkaDatasetLog log,
            KafkaWatchLog watchLog,
            FolderWatches watches,
            Uploads uploads) {
        this.configuration = configuration;
        this.defaults = defaults;
        this.queue = queue;
        this.log = log;
        this.watchLog = watchLog;
        this.watches = watches;
        this.uploads = uploads;
    }

    /** As early as other services create topics, so that they may be started in any order. */
    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent starting)
            throws InterruptedException {
        uploads.clean();
        log.connect();
        configuration.folder().ifPresent(this::ingestConfigured);
        watchLog.connect(watches::heard, configuration.watch().acts());
        watches.start();
    }

    private void ingestConfigured(Path folder) {
        try {
            queue.submit(defaults.complete(folder, configuration.dataset().orElse(null), null, null, null));
        } catch (ImpossibleIngestException e) {
            LOG.error("event=configured_folder_refused kind={} see=augmenta.ingest.folder", e.kind());
        }
    }

    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent stopping)
            throws InterruptedException {
        watches.close();
        if (!queue.close(LEAVE_WITHIN)) {
            LOG.warn("event=ingest_abandoned waited_seconds={}", LEAVE_WITHIN.toSeconds());
        }
    }
}
