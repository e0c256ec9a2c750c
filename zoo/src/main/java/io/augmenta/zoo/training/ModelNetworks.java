package io.augmenta.zoo.training;

import io.augmenta.zoo.architecture.AdversarialNetworks;
import io.augmenta.zoo.architecture.VariationalNetworks;
import io.augmenta.zoo.layer.Network;
import io.augmenta.zoo.recipe.AdversarialRecipe;
import io.augmenta.zoo.recipe.Recipe;
import io.augmenta.zoo.recipe.VariationalRecipe;

/**
 * The networks of a recipe.
 *
 * @param generator makes images of latents
 * @param maker what is trained to make images: the generator itself, or the decoder, which is the generator but for its
 *     last layer
 * @param counterpart what is trained beside it: the discriminator, or the encoder
 */
record ModelNetworks(Network generator, Network maker, Network counterpart) {

    static ModelNetworks of(Recipe recipe, ImageShape shape) {
        int classes = shape.classes();
        int channels = shape.channels();
        int size = shape.size();
        if (recipe instanceof AdversarialRecipe adversarial) {
            Network generator = AdversarialNetworks.generator(adversarial, classes, channels, size);
            return new ModelNetworks(
                    generator, generator, AdversarialNetworks.discriminator(adversarial, classes, channels, size));
        }
        if (recipe instanceof VariationalRecipe variational) {
            return new ModelNetworks(
                    VariationalNetworks.generator(variational, classes, channels, size),
                    VariationalNetworks.decoder(variational, classes, channels, size),
                    VariationalNetworks.encoder(variational, classes, channels, size));
        }
        throw new IllegalArgumentException("No networks for recipe " + recipe);
    }
}
