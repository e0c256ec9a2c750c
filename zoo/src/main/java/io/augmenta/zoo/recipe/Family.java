package io.augmenta.zoo.recipe;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A family of models: how its recipes are described and read. */
record Family(RecipeCard card, Function<Map<String, String>, Recipe> parser) {

    private static final List<Family> ALL = List.of(
            new Family(Cgan.CARD, Cgan::parse),
            new Family(WganGp.CARD, WganGp::parse),
            new Family(Cvae.CARD, Cvae::parse),
            new Family(DeepCvae.CARD, DeepCvae::parse),
            new Family(DeepVae.CARD, DeepVae::parse),
            new Family(Transfer.CARD, Transfer::parse));

    Recipe parse(Map<String, String> parameters) {
        return parser.apply(parameters);
    }

    static List<String> names() {
        return ALL.stream().map(family -> family.card.family()).toList();
    }

    static Family named(String name) {
        return ALL.stream()
                .filter(family -> family.card.family().equals(name))
                .findFirst()
                .orElseThrow(() -> InvalidRecipeException.of("recipe", "\"" + name + "\"", String.join(", ", names())));
    }
}
