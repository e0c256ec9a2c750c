package io.augmenta.evaluator.health;

import io.augmenta.evaluator.EvaluationSlot;
import io.augmenta.evaluator.classifier.TorchClassifierTraining;
import io.augmenta.evaluator.messaging.LogConnection;
import io.augmenta.evaluator.meters.GaugeRestoration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/**
 * The evaluator is started once its engine is loaded, it has read the topics it needs and shows what earlier evaluations
 * found, and ready from then until it leaves. It is alive as long as it answers and its channel does, which the messaging checks tell.
 */
@ApplicationScoped
class EvaluatorHealth {
    private final TorchClassifierTraining engine;
    private final LogConnection log;
    private final EvaluationSlot slot;
    private final GaugeRestoration gauges;

    EvaluatorHealth(TorchClassifierTraining engine, LogConnection log, EvaluationSlot slot, GaugeRestoration gauges) {
        this.engine = engine;
        this.log = log;
        this.slot = slot;
        this.gauges = gauges;
    }

    @Produces
    @Startup
    HealthCheck started() {
        return () -> response("evaluator-started", engine.ready() && log.caughtUp() && gauges.done());
    }

    @Produces
    @Readiness
    HealthCheck ready() {
        return () -> response("evaluator-ready", engine.ready() && log.caughtUp() && gauges.done() && !slot.closed());
    }

    private HealthCheckResponse response(String name, boolean up) {
        return HealthCheckResponse.named(name)
                .status(up)
                .withData("engine_loaded", engine.ready())
                .withData("views_caught_up", log.caughtUp())
                .withData("gauges_restored", gauges.done())
                .withData("leaving", slot.closed())
                .build();
    }
}
