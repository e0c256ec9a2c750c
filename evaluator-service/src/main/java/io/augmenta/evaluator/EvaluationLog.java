package io.augmenta.evaluator;

import io.augmenta.contracts.EvaluationCompleted;
import io.augmenta.contracts.EvaluationFailed;
import io.augmenta.contracts.EvaluationProgressed;
import io.augmenta.contracts.MetricMeasured;
import io.augmenta.contracts.ReleaseDecided;
import java.util.List;

/** Where evaluations are told of, in order. Thread-safe. */
public interface EvaluationLog {

    /** Tells how an evaluation gets on, without waiting until that is stored. */
    void progressed(EvaluationProgressed progress);

    /**
     * Tells the figures, then the decision on the release, then the end of an evaluation; on return all of it is stored for
     * good.
     */
    void completed(List<MetricMeasured> metrics, ReleaseDecided release, EvaluationCompleted completed);

    /** Tells that an evaluation cannot be done; on return that is stored for good. */
    void failed(EvaluationFailed failed);
}
