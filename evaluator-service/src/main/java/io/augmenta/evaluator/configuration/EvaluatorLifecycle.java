package io.augmenta.evaluator.configuration;

import io.augmenta.evaluator.EvaluationSlot;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the evaluation that is under way end before the evaluator does. */
@ApplicationScoped
class EvaluatorLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(EvaluatorLifecycle.class);

    private final EvaluationSlot slot;
    private final Duration leaveWithin;

    EvaluatorLifecycle(
            EvaluationSlot slot,
            @ConfigProperty(name = "quarkus.shutdown.timeout", defaultValue = "30s") Duration leaveWithin) {
        this.slot = slot;
        this.leaveWithin = leaveWithin;
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
