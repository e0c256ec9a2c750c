package io.augmenta.generator.rest.inference;

import io.augmenta.contracts.CheckpointPublished;
import java.util.List;

/**
 * A checkpoint under the name by which it was asked for.
 *
 * @param name a run, a checkpoint, latest, released or released:DATASET
 * @param checkpoint what it means now
 * @param versions epochs that may be asked for under this name, the newest first
 */
record Model(String name, CheckpointPublished checkpoint, List<String> versions) {

    /** The version is the epoch. */
    String version() {
        return Integer.toString(checkpoint.epoch());
    }
}
