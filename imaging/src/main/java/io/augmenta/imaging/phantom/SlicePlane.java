package io.augmenta.imaging.phantom;

/** From where the head is cut. */
enum SlicePlane {
    AXIAL,
    CORONAL,
    SAGITTAL
}
