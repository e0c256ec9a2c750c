package io.augmenta.contracts;

/** What happened in the augmentation of a data set. */
public enum AugmentationStage {
    /** A new generator is to be trained. */
    ROUND_BEGUN,
    /** Its training is asked for. */
    TRAINING_ASKED,
    /** It is trained; images to judge it by are asked for. */
    CANDIDATES_ASKED,
    /** They are made; their evaluation is asked for. */
    EVALUATION_ASKED,
    /** The gate, or a person, released it. */
    RELEASED,
    /** The gate, or a person, refused it. */
    REFUSED,
    /** Something that was asked for cannot be had. */
    FAILED,
    /** There is a new version, and nothing is trained for it. */
    WAITED,
    /** Images that the targets lack are asked for. */
    TOP_UP_ASKED,
    /** They are made. */
    TOPPED_UP,
    /** They cannot be had. */
    TOP_UP_FAILED,
    /** Every class has what its target asks for. */
    TARGETS_MET,
    /** Something that a newer service did. */
    UNKNOWN;

    /** Whether it belongs to a round of training, judging and deciding. */
    public boolean ofRound() {
        return switch (this) {
            case ROUND_BEGUN, TRAINING_ASKED, CANDIDATES_ASKED, EVALUATION_ASKED, RELEASED, REFUSED, FAILED -> true;
            case WAITED, TOP_UP_ASKED, TOPPED_UP, TOP_UP_FAILED, TARGETS_MET, UNKNOWN -> false;
        };
    }

    /** Whether it belongs to topping up. */
    public boolean ofTopUp() {
        return this == TOP_UP_ASKED || this == TOPPED_UP || this == TOP_UP_FAILED || this == TARGETS_MET;
    }

    /** Whether a round is over with it. */
    public boolean endsRound() {
        return this == RELEASED || this == REFUSED || this == FAILED;
    }
}
