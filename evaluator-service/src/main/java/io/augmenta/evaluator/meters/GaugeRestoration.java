package io.augmenta.evaluator.meters;

import io.augmenta.evaluator.EvaluationRegistry;
import io.augmenta.evaluator.messaging.LogConnection;
import io.augmenta.evaluator.release.ReleaseBook;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has an evaluator that starts show again what earlier ones found, as soon as it has read the log. */
@ApplicationScoped
public class GaugeRestoration {
    private static final Logger LOG = LoggerFactory.getLogger(GaugeRestoration.class);
    private static final Duration CHECKED_EVERY = Duration.ofSeconds(1);

    private final LogConnection log;
    private final EvaluationRegistry registry;
    private final ReleaseBook decisions;
    private final EvaluationMeters meters;
    private volatile boolean leaving;
    private volatile boolean done;

    GaugeRestoration(LogConnection log, EvaluationRegistry registry, ReleaseBook decisions, EvaluationMeters meters) {
        this.log = log;
        this.registry = registry;
        this.decisions = decisions;
        this.meters = meters;
    }

    /** On a thread of its own: reading may take long, and the service answers meanwhile that it is not ready. */
    void begin(@Observes StartupEvent started) {
        Thread thread = new Thread(this::restore, "evaluator-gauge-restoration");
        thread.setDaemon(true);
        thread.start();
    }

    @PreDestroy
    void leave() {
        leaving = true;
    }

    /** Whether everything is shown that was there when this service started. */
    public boolean done() {
        return done;
    }

    private void restore() {
        try {
            while (!log.awaitCaughtUp(CHECKED_EVERY)) {
                if (leaving) {
                    return;
                }
            }
            int shown = meters.restore(
                    FinishedEvaluation.latest(decisions.releases().all(), registry, log));
            done = true;
            LOG.info("event=gauges_restored evaluations={}", shown);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
