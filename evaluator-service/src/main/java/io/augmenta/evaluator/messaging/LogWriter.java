package io.augmenta.evaluator.messaging;

import io.augmenta.contracts.EvaluationCompleted;
import io.augmenta.contracts.EvaluationFailed;
import io.augmenta.contracts.EvaluationProgressed;
import io.augmenta.contracts.EvaluationRequested;
import io.augmenta.contracts.MetricMeasured;
import io.augmenta.contracts.ReleaseDecided;
import io.augmenta.contracts.Topics;
import io.augmenta.evaluator.EvaluationInbox;
import io.augmenta.evaluator.EvaluationLog;
import io.augmenta.evaluator.release.ReleaseLog;
import io.augmenta.eventlog.EventPublisher;
import io.augmenta.eventlog.LogClients;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Evaluations, requests for them and release decisions as topics of the log. */
@ApplicationScoped
public class LogWriter implements EvaluationLog, EvaluationInbox, ReleaseLog {
    private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);
    private static final String SOURCE = "/augmenta/evaluator-service";

    private final EventPublisher publisher;

    LogWriter(LogClients clients) {
        publisher = new EventPublisher(clients.named("evaluator-service"), SOURCE);
    }

    @PreDestroy
    void disconnect() {
        publisher.close();
    }

    @Override
    public void ask(EvaluationRequested request) {
        publisher.store(Topics.EVALUATION_REQUESTS, request);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // a lost progress event is logged and made up for by the next one
    public void progressed(EvaluationProgressed progress) {
        publisher.publish(Topics.EVALUATIONS, progress).whenComplete((at, failure) -> {
            if (failure != null) {
                LOG.warn(
                        "event=progress_not_published evaluation={} reason=\"{}\"",
                        progress.evaluationId(),
                        failure.getMessage());
            }
        });
    }

    @Override
    public void completed(List<MetricMeasured> metrics, ReleaseDecided release, EvaluationCompleted completed) {
        publisher.storeAll(Topics.EVALUATIONS, metrics);
        decided(release);
        publisher.store(Topics.EVALUATIONS, completed);
    }

    @Override
    public void decided(ReleaseDecided decision) {
        publisher.store(Topics.RELEASES, decision);
    }

    @Override
    public void failed(EvaluationFailed failed) {
        publisher.store(Topics.EVALUATIONS, failed);
    }
}
