package io.augmenta.evaluator.release;

import io.augmenta.contracts.Releases;

/**
 * The evaluator's own view of all release decisions: services that share a process each keep theirs.
 *
 * @param releases what was decided
 */
public record ReleaseBook(Releases releases) {}
