/**
 * What travels between services: events as records, the topics they live in, and small value types.
 *
 * <p>All types are immutable and safe to share between threads. Their constructors reject what no reader could use
 * with an {@link io.augmenta.contracts.InvalidEventException}. How they look on the wire is the business of {@link
 * io.augmenta.contracts.wire}.
 */
@NullMarked
package io.augmenta.contracts;

import org.jspecify.annotations.NullMarked;
