/**
 * The matrix work of scores, in OpenBLAS: native matrices, products by tiles, two factorisations, and the threads that
 * share them out.
 */
@NullMarked
package io.augmenta.scoring.matrix;

import org.jspecify.annotations.NullMarked;
