package io.augmenta.augmentation.configuration;

import io.augmenta.augmentation.AugmentationDesk;
import io.augmenta.augmentation.AugmentationLoop;
import io.augmenta.augmentation.messaging.LogWriter;
import io.augmenta.augmentation.meters.StepMeters;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the service together. Beans are of its own types only, since all services also run as one application. */
@Singleton
final class AugmentationParts {

    @Produces
    @Singleton
    AugmentationLoop loop(LogWriter log, StepMeters meters) {
        return new AugmentationLoop(log, meters, Clock.systemUTC());
    }

    @Produces
    @Singleton
    AugmentationDesk desk(AugmentationLoop loop, LogWriter log) {
        return new AugmentationDesk(loop, log, Clock.systemUTC());
    }
}
