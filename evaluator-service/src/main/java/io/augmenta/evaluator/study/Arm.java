package io.augmenta.evaluator.study;

import org.jspecify.annotations.Nullable;

/**
 * One of the trainings that a study compares, as the arms of a trial: each learns from its own training set.
 *
 * @param dataType what it learns from
 * @param amount the share of the generated images that is added to the real ones, or null where it is no point of a sweep
 */
public record Arm(DataType dataType, @Nullable Double amount) {

    /** The arm that learns from all of a data type. */
    public static Arm of(DataType dataType) {
        return new Arm(dataType, null);
    }

    /** The point of a sweep that adds this share of the generated images. */
    static Arm adding(double amount) {
        return new Arm(DataType.MIXED, amount);
    }

    /** A name without blanks, such as {@code baseline} or {@code mixed-0.25}. */
    public String label() {
        return amount == null ? dataType.label() : dataType.label() + "-" + amount;
    }
}
