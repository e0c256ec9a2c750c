package io.augmenta.zoo.classifier;

/** Settings that no classifier can be trained with; the message names the setting, the value and what is allowed. */
public final class InvalidClassifierSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidClassifierSettingsException(String message) {
        super(message);
    }

    static InvalidClassifierSettingsException of(String setting, String given, String allowed) {
        return new InvalidClassifierSettingsException("%s is %s; allowed: %s".formatted(setting, given, allowed));
    }
}
