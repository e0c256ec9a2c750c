package io.augmenta.evaluator.meters;

import io.augmenta.contracts.ReleaseDecided;
import io.augmenta.contracts.ReleaseDecision;
import io.augmenta.evaluator.release.ReleaseBook;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;

/**
 * {@code augmenta_release_decisions_total} by what was decided and whether the policy or a person did. All decisions of the log
 * count, so every evaluator tells the same, also after a restart.
 */
@ApplicationScoped
class ReleaseMeters {

    void begin(@Observes StartupEvent started, ReleaseBook book, MeterRegistry registry) {
        for (ReleaseDecision decision : List.of(ReleaseDecision.RELEASED, ReleaseDecision.REFUSED)) {
            count(book, decision, false, registry);
            count(book, decision, true, registry);
        }
    }

    private static void count(ReleaseBook book, ReleaseDecision decision, boolean overridden, MeterRegistry registry) {
        FunctionCounter.builder("augmenta.release.decisions", book, known -> count(known, decision, overridden))
                .description("Decisions on releases that lie in the log, by what was decided and by whom")
                .tag("decision", decision.name().toLowerCase(Locale.ROOT))
                .tag("by", overridden ? "person" : ReleaseDecided.POLICY)
                .register(registry);
    }

    private static double count(ReleaseBook book, ReleaseDecision decision, boolean overridden) {
        return book.releases().all().stream()
                .filter(made -> made.decision() == decision && made.overridden() == overridden)
                .count();
    }
}
