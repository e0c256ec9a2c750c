/** Evaluations over HTTP. */
@NullMarked
package io.augmenta.evaluator.rest;

import org.jspecify.annotations.NullMarked;
