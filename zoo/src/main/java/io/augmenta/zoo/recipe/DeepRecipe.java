package io.augmenta.zoo.recipe;

import java.util.List;

/** The study's deep autoencoder: residual convolution blocks in the arrangement of VGG, and a mirrored decoder. */
public sealed interface DeepRecipe extends VariationalRecipe permits DeepCvae, DeepVae, Transfer {

    /** The depths that there are. */
    List<Integer> DEPTHS = List.of(10, 13, 16, 19);

    /** Residual convolution blocks of the encoder, and of the decoder: one of {@link #DEPTHS}. */
    int blocks();
}
