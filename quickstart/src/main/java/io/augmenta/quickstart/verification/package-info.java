/** Whether image files are what they say: their images are made again, by a service that knows the checkpoints. */
@NullMarked
package io.augmenta.quickstart.verification;

import org.jspecify.annotations.NullMarked;
