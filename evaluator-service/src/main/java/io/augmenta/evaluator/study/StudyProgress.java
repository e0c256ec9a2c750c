package io.augmenta.evaluator.study;

/** Hears how a study gets on; what it throws ends the study. */
@FunctionalInterface
public interface StudyProgress {

    /**
     * Something more is done.
     *
     * @param stage what is being done, such as {@code train-baseline}
     * @param fraction how much of the study is done, from 0 to 1
     * @param message what to tell a person
     */
    void progressed(String stage, double fraction, String message);
}
