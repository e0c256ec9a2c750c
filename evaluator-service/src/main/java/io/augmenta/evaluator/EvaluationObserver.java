package io.augmenta.evaluator;

/** Hears of this evaluator's own evaluations, once they are told to everyone. Calls come from the evaluating thread. */
public interface EvaluationObserver {

    /** An evaluation is completed. */
    void completed(Evaluation evaluation);

    /** An evaluation could not be done. */
    void failed();
}
