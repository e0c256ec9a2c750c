package io.augmenta.extraction;

/** In which order a network takes the three channels of a picture. */
public enum ChannelOrder {
    /** Red, green, blue. */
    RGB,
    /** Blue, green, red. */
    BGR;

    /** Which channel of a red, green, blue picture the network takes at a place, both from 0. */
    int sourceOf(int place) {
        return this == RGB ? place : 2 - place;
    }
}
