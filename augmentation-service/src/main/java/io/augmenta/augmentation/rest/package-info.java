/** Policies and steps over HTTP. */
@NullMarked
package io.augmenta.augmentation.rest;

import org.jspecify.annotations.NullMarked;
