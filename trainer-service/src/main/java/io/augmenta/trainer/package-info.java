/**
 * Training requests into checkpoints, in plain Java: what can be trained, where a run goes on, what is said meanwhile.
 * The event log, the engine and the meters are ports, which the packages below fill.
 */
@NullMarked
package io.augmenta.trainer;

import org.jspecify.annotations.NullMarked;
