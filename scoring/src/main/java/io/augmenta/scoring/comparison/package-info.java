/** Sets of real and generated images scored against one another, as a whole and class by class. */
package io.augmenta.scoring.comparison;
