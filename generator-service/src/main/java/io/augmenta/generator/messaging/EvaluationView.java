package io.augmenta.generator.messaging;

import io.augmenta.contracts.EvaluationEvent;
import io.augmenta.contracts.Topics;
import io.augmenta.eventlog.CompactedView;
import io.augmenta.generator.Scores;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

/** What the event log says of evaluations, from its beginning on. */
@ApplicationScoped
class EvaluationView {
    private final CompactedView<EvaluationEvent> view;

    EvaluationView(LogConnection connection, Scores scores) {
        this.view = new CompactedView<>(connection.clients(), Topics.EVALUATIONS);
        this.view.onTimedUpdate(scores::heard);
    }

    void start() {
        view.start();
    }

    @PreDestroy
    void close() {
        view.close();
    }
}
