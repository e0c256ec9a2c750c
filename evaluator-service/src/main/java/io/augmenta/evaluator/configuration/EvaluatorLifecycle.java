package io.augmenta.evaluator.configuration;

import io.augmenta.evaluator.EvaluationSlot;
import io.augmenta.evaluator.classifier.TorchClassifierTraining;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the engine when the evaluator starts, and has the evaluation that is under way end before the evaluator does. */
@ApplicationScoped
class EvaluatorLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(EvaluatorLifecycle.class);

    private final TorchClassifierTraining engine;
    private final EvaluationSlot slot;
    private final Duration leaveWithin;

    EvaluatorLifecycle(
            TorchClassifierTraining engine,
            EvaluationSlot slot,
            @ConfigProperty(name = "quarkus.shutdown.timeout", defaultValue = "30s") Duration leaveWithin) {
        this.engine = engine;
        this.slot = slot;
        this.leaveWithin = leaveWithin;
    }

    void start(@Observes StartupEvent started) {
        engine.loaded().whenComplete((device, failure) -> {
            if (failure == null) {
                LOG.info("event=engine_loaded device=\"{}\"", device);
            } else {
                // without its engine an evaluator would only fail requests that another one could carry out
                LOG.error("event=engine_not_loaded answer=exit", failure);
                Quarkus.asyncExit(1);
            }
        });
    }

    /** Before the channels and the log are closed. */
    void leave(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent leaving)
            throws InterruptedException {
        if (!slot.close(leaveWithin)) {
            LOG.warn(
                    "event=evaluation_abandoned waited_seconds={} consequence=\"it starts anew elsewhere\"",
                    leaveWithin.toSeconds());
        }
    }
}
