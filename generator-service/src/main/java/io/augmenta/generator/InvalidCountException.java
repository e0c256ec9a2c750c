package io.augmenta.generator;

/** Too few or too many images. */
public final class InvalidCountException extends ImpossibleRequestException {
    private final int maximum;

    /** Says what was asked for, as in "cannot make ...", and the limits. */
    public InvalidCountException(String asked, int maximum) {
        super("cannot make " + asked + "; a request may ask for 1 to " + maximum
                + " images in all, and for none of a class but not for fewer");
        this.maximum = maximum;
    }

    /** The most images that one request may ask for; the least is 1. */
    public int maximum() {
        return maximum;
    }
}
