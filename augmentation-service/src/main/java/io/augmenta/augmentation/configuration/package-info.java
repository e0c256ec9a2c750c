/** How the augmentation service is put together. */
@NullMarked
package io.augmenta.augmentation.configuration;

import org.jspecify.annotations.NullMarked;
