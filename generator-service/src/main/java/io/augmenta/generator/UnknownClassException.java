package io.augmenta.generator;

import java.util.List;

/** The checkpoint was not trained on images of this class. */
public final class UnknownClassException extends ImpossibleRequestException {
    private final transient List<String> knownClasses;

    UnknownClassException(String unknown, String checkpointId, List<String> knownClasses) {
        super("unknown class \"" + unknown + "\"; checkpoint " + checkpointId + " knows: "
                + String.join(", ", knownClasses));
        this.knownClasses = List.copyOf(knownClasses);
    }

    /** The classes of the checkpoint, in the order of its labels. */
    public List<String> knownClasses() {
        return knownClasses;
    }
}
