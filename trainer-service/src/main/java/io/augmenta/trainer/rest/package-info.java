/** The trainer over HTTP. */
@NullMarked
package io.augmenta.trainer.rest;

import org.jspecify.annotations.NullMarked;
