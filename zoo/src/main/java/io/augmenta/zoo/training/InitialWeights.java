package io.augmenta.zoo.training;

import io.augmenta.zoo.layer.Network;
import io.augmenta.zoo.layer.Weights;

/** Tensors of an earlier run, for a new one to begin with. */
interface InitialWeights {

    /**
     * The tensors that a network begins with.
     *
     * @param network one of the run's
     * @param random all its tensors, as they would begin otherwise
     */
    Weights over(Network network, Weights random);
}
