package io.augmenta.augmentation;

import io.augmenta.contracts.AugmentationStep;
import io.augmenta.contracts.Event;
import java.util.Optional;

/**
 * What is to be done next.
 *
 * @param request what another service is asked for; empty where nothing has to be asked
 * @param step what is put on record, once the request is stored
 */
record Move(Optional<Event> request, AugmentationStep step) {}
