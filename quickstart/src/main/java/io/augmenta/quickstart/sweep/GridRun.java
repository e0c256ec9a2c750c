package io.augmenta.quickstart.sweep;

import io.augmenta.quickstart.study.RunPlan;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One point of a grid.
 *
 * @param plan the run, with all its hyper-parameters
 * @param varied those that the grid varies, in the grid's order
 */
public record GridRun(RunPlan plan, Map<String, String> varied) {

    /** Copies the map and keeps its order. */
    public GridRun {
        varied = Collections.unmodifiableMap(new LinkedHashMap<>(varied));
    }

    /** What tells it from the others: {@code wgan-gp latent=64 width=16}. */
    public String description() {
        String settings = varied.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining(" "));
        return settings.isEmpty() ? plan.recipe() : plan.recipe() + " " + settings;
    }
}
