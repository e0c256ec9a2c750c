package io.augmenta.zoo.training;

import io.augmenta.zoo.recipe.Recipe;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every family in every shape that it has, as narrow as can be. */
final class TinyRecipes {

    static final String PRETRAINED = "pretrained-e0001";

    private TinyRecipes() {}

    static List<Recipe> all() {
        List<Recipe> all = new ArrayList<>();
        for (String generator : List.of("transposed", "upsampling")) {
            for (String discriminator : List.of("dropout", "batchnorm")) {
                Map<String, String> shape = Map.of("generator", generator, "discriminator", discriminator);
                all.add(of("cgan", shape));
                all.add(of("wgan-gp", shape));
            }
        }
        for (String encoder : List.of("conv-3", "conv-6")) {
            for (String decoder : List.of("transposed-3", "transposed-6")) {
                all.add(of("cvae", Map.of("encoder", encoder, "decoder", decoder, "average-decay", "0.9")));
            }
        }
        for (String blocks : List.of("10", "13", "16", "19")) {
            all.add(of("deep-cvae", Map.of("blocks", blocks, "input-noise", "0.1")));
        }
        all.add(of("deep-vae", Map.of("blocks", "10")));
        all.add(transfer(Map.of()));
        return all;
    }

    static Recipe transfer(Map<String, String> parameters) {
        Map<String, String> given = new HashMap<>(parameters);
        given.putIfAbsent("pretrained", PRETRAINED);
        given.putIfAbsent("blocks", "10");
        given.putIfAbsent("frozen-epochs", "1");
        return of("transfer", given);
    }

    static Recipe of(String family, Map<String, String> parameters) {
        Map<String, String> given = new HashMap<>(parameters);
        given.putIfAbsent("width", "2");
        given.putIfAbsent("latent", "8");
        given.putIfAbsent("batch-size", "4");
        return Recipe.parse(family, given);
    }
}
