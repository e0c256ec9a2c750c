package io.augmenta.generator.rest.inference;

import java.util.List;

/** No model of this name, or none of this version. */
final class UnknownModelException extends Exception {

    private UnknownModelException(String message) {
        super(message);
    }

    static UnknownModelException name(String name, String known) {
        return new UnknownModelException("there is no model \"" + name + "\": expected a run, a checkpoint, latest,"
                + " released or released:DATASET; " + known);
    }

    static UnknownModelException version(String name, String version, List<String> versions) {
        return new UnknownModelException("model \"" + name + "\" has no version \"" + version + "\"; its versions: "
                + String.join(", ", versions));
    }
}
