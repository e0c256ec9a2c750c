package io.augmenta.quickstart.sweep;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The grids of the study that this product grew from. */
public final class StudyGrids {

    private static final int GAN_EPOCHS = 300;
    private static final int VAE_EPOCHS = 400;

    private static final Map<String, Grid> GRIDS = Map.of(
            "study-wgan-gp",
            grid(
                    "wgan-gp",
                    GAN_EPOCHS,
                    "generator",
                    List.of("transposed", "upsampling"),
                    "discriminator",
                    List.of("dropout", "batchnorm"),
                    "latent",
                    List.of("64", "128", "256")),
            "study-cvae",
            grid(
                    "cvae",
                    VAE_EPOCHS,
                    "encoder",
                    List.of("conv-3", "conv-6"),
                    "decoder",
                    List.of("transposed-3", "transposed-6"),
                    "latent",
                    List.of("256", "512")),
            "study-deep",
            grid("deep-cvae", VAE_EPOCHS, "blocks", List.of("10", "13", "16", "19"), "latent", List.of("256", "512")));

    private StudyGrids() {}

    /** All of them by the names that the command line has for them. */
    public static Map<String, Grid> all() {
        return new TreeMap<>(GRIDS);
    }

    private static Grid grid(String recipe, int epochs, Object... namesAndValues) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            List<?> list = (List<?>) namesAndValues[i + 1];
            values.put(
                    (String) namesAndValues[i],
                    list.stream().map(String.class::cast).toList());
        }
        return new Grid(recipe, values, epochs, null);
    }
}
