package io.augmenta.zoo.recipe;

/** A recipe that cannot be trained; the message names the parameter, the value given and what is allowed. */
public final class InvalidRecipeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidRecipeException(String message) {
        super(message);
    }

    static InvalidRecipeException of(String parameter, String given, String allowed) {
        return new InvalidRecipeException("%s is %s; allowed: %s".formatted(parameter, given, allowed));
    }
}
