package io.augmenta.evaluator.study;

import java.util.List;

/**
 * What a classifier makes of an image.
 *
 * @param image the image, with its actual class
 * @param probabilities one for each class, as the classifier gave them; they sum to 1 but for rounding
 */
public record Prediction(StudyImage image, List<Float> probabilities) {

    /** Copies the probabilities. */
    public Prediction {
        probabilities = List.copyOf(probabilities);
    }

    /** Index of the most probable class; of several, the first. */
    public int predicted() {
        int best = 0;
        for (int i = 1; i < probabilities.size(); i++) {
            if (probabilities.get(i) > probabilities.get(best)) {
                best = i;
            }
        }
        return best;
    }

    /** How probable the classifier calls what it predicts. */
    public double confidence() {
        return probabilities.get(predicted());
    }

    /** Whether it predicts what the image is. */
    public boolean isCorrect() {
        return predicted() == image.label();
    }
}
