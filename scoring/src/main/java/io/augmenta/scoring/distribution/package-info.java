/** Whether two samples of numbers come from one distribution. */
@NullMarked
package io.augmenta.scoring.distribution;

import org.jspecify.annotations.NullMarked;
