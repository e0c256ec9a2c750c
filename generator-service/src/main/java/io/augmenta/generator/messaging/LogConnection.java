package io.augmenta.generator.messaging;

import io.augmenta.contracts.Topics;
import io.augmenta.eventlog.LogClients;
import io.augmenta.eventlog.TopicProvisioner;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

/** How this service reaches the event log, and what has to be there before its channels open. */
@ApplicationScoped
class LogConnection {
    private final LogClients clients;

    LogConnection(LogClients clients) {
        this.clients = clients.named("generator-service");
    }

    LogClients clients() {
        return clients;
    }

    /** Services may start in any order, so each creates what is missing; earlier than the channels, which subscribe. */
    void start(
            @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent starting,
            CheckpointView checkpoints,
            EvaluationView evaluations)
            throws InterruptedException {
        new TopicProvisioner(clients.properties()).ensure(Topics.all());
        checkpoints.start();
        evaluations.start();
    }

    void stop(@Observes ShutdownEvent stopping, GenerationRequestChannel requests) {
        requests.stop();
    }
}
