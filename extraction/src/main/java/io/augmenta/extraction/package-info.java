/** Features of images, as scores of fidelity, privacy and classifiers on frozen features need them. */
package io.augmenta.extraction;
