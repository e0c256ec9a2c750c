package io.augmenta.augmentation.meters;

import io.augmenta.augmentation.AugmentationObserver;
import io.augmenta.contracts.AugmentationStage;
import io.augmenta.contracts.AugmentationStep;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Steps by what they are, as {@code augmenta_augmentation_steps_total}. */
@ApplicationScoped
public class StepMeters implements AugmentationObserver {
    private final Map<AugmentationStage, Counter> steps = new EnumMap<>(AugmentationStage.class);

    StepMeters(MeterRegistry registry) {
        for (AugmentationStage stage : AugmentationStage.values()) {
            steps.put(
                    stage,
                    Counter.builder("augmenta.augmentation.steps")
                            .description("Steps taken here to keep data sets augmented, by what they are")
                            .tag("stage", stage.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
    }

    @Override
    public void stepped(AugmentationStep step) {
        Counter counter = steps.get(step.stage());
        if (counter != null) {
            counter.increment();
        }
    }
}
