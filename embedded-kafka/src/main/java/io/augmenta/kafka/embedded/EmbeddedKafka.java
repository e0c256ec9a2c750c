package io.augmenta.kafka.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.fault.FaultHandlerException;
import org.apache.kafka.server.fault.LoggingFaultHandler;
import org.jspecify.annotations.Nullable;

/**
 * A running broker. {@link #start} returns when clients can connect; the caller closes it.
 *
 * <p>Data outlives the broker: a later one on the same folder has the same topics, records and committed offsets, after
 * {@link #close} as well as after the process was killed. Several brokers may run side by side, each in its own folder.
 * Thread-safe.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration STOP_TIMEOUT_AFTER_FAILURE = Duration.ofSeconds(5);

    private final BrokerSettings settings;
    private final DataFolder folder;
    private final LoopbackListeners listeners;
    private final ControllerServer controller;
    private final BrokerServer broker;
    private final HaltRequests haltRequests;
    private final CompletableFuture<String> failure = new CompletableFuture<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Starts a broker and waits until it serves.
     *
     * @throws PortTakenException if the asked-for port is in use
     * @throws FolderLockedException if another broker has the folder open
     * @throws FolderUnusableException if the folder cannot be written or is damaged
     * @throws EmbeddedKafkaException if Kafka does not come up for another reason
     */
    public static EmbeddedKafka start(BrokerSettings settings) {
        EmbeddedKafka kafka = assemble(settings);
        try {
            kafka.awaitStart();
            return kafka;
        } catch (RuntimeException e) {
            closeAlso(kafka, e);
            throw e;
        }
    }

    /** Starts a broker in {@code folder} on a free port, with the defaults of {@link BrokerSettings#in}. */
    public static EmbeddedKafka start(Path folder) {
        return start(BrokerSettings.in(folder));
    }

    private static EmbeddedKafka assemble(BrokerSettings settings) {
        DataFolder folder = DataFolder.open(settings.folder());
        LoopbackListeners listeners = null;
        try {
            listeners = LoopbackListeners.bind(settings.port());
            return new EmbeddedKafka(settings, folder, listeners);
        } catch (RuntimeException e) {
            if (listeners != null) {
                closeAlso(listeners, e);
            }
            closeAlso(folder, e);
            throw e;
        }
    }

    private EmbeddedKafka(BrokerSettings settings, DataFolder folder, LoopbackListeners listeners) {
        this.settings = settings;
        this.folder = folder;
        this.listeners = listeners;
        MetaPropertiesEnsemble metaProperties =
                folder.formatOrVerify(BrokerProperties.NODE_ID, LoopbackListeners.CONTROLLER);
        KafkaConfig config = new KafkaConfig(BrokerProperties.of(settings, folder.kafkaFiles(), listeners), false);
        Metrics metrics = Server.initializeMetrics(
                config, Time.SYSTEM, metaProperties.clusterId().orElseThrow());
        SharedServer shared = new SharedServer(
                config,
                metaProperties,
                Time.SYSTEM,
                metrics,
                CompletableFuture.completedFuture(Map.of(BrokerProperties.NODE_ID, listeners.controllerAddress())),
                List.of(),
                (name, fatal, action) -> fatal ? fatalFaults(action) : new LoggingFaultHandler(name, action),
                listeners);
        controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), folder.bootstrapMetadata());
        broker = new BrokerServer(shared);
        haltRequests = HaltRequests.reportTo(failure::complete);
    }

    /** {@code 127.0.0.1:PORT}, for {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return LoopbackListeners.HOST + ":" + listeners.clientsPort();
    }

    /**
     * Completes with the reason if the running broker gives up by itself (a full disk, a folder that went away). It
     * then still has to be closed.
     */
    public CompletionStage<String> failure() {
        return failure.minimalCompletionStage();
    }

    /** Ends the broker in order; all that was acknowledged is on disk afterwards. May be called more than once. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        // a broker that failed may never finish in order, and nobody should wait for it for long
        Duration patience = failure.isDone() ? STOP_TIMEOUT_AFTER_FAILURE : STOP_TIMEOUT;
        CompletableFuture<Void> stopped = inThread("embedded-kafka-stop", () -> {
            broker.shutdown(patience);
            controller.shutdown();
        });
        try {
            await(stopped, patience, "stop");
        } finally {
            haltRequests.close();
            listeners.close();
            folder.close();
        }
    }

    private void awaitStart() {
        AtomicReference<Thread> starter = new AtomicReference<>();
        CompletableFuture<Void> started = inThread("embedded-kafka-start", () -> {
            starter.set(Thread.currentThread());
            controller.startup();
            broker.startup();
        });
        // with the sockets bound already, what makes Kafka give up here is what it finds in its folder
        CompletableFuture<Void> gaveUp = failure.thenCompose(
                reason -> CompletableFuture.failedFuture(new FolderUnusableException(settings.folder(), reason, null)));
        try {
            await(CompletableFuture.anyOf(started, gaveUp), START_TIMEOUT, "start");
        } catch (RuntimeException e) {
            abandonStart(starter.get());
            throw e;
        }
    }

    /** Lets the starting thread clean up behind itself: it would otherwise wait for a controller that never comes. */
    private void abandonStart(@Nullable Thread starter) {
        failure.complete("it did not start");
        if (starter == null) {
            return;
        }
        starter.interrupt();
        try {
            starter.join(STOP_TIMEOUT_AFTER_FAILURE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private FaultHandler fatalFaults(Runnable action) {
        return (message, cause) -> {
            action.run();
            FaultHandlerException fault = new FaultHandlerException(message, cause);
            failure.complete(cause == null ? message : message + ": " + cause.getMessage());
            return fault;
        };
    }

    private static CompletableFuture<Void> inThread(String name, Runnable action) {
        return CompletableFuture.runAsync(action, command -> {
            Thread thread = new Thread(command, name);
            thread.setDaemon(true);
            thread.start();
        });
    }

    private static void await(CompletableFuture<?> step, Duration patience, String verb) {
        try {
            step.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof EmbeddedKafkaException known) {
                throw known;
            }
            throw new EmbeddedKafkaException("the broker did not " + verb + ": " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new EmbeddedKafkaException(
                    "the broker did not " + verb + " within " + patience.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedKafkaException("interrupted while the broker was to " + verb, e);
        }
    }

    private static void closeAlso(AutoCloseable resource, RuntimeException because) {
        try {
            resource.close();
        } catch (Exception e) {
            because.addSuppressed(e);
        }
    }
}
