/**
 * Files too large for a message, kept by what they contain.
 *
 * <p>An {@link io.augmenta.artifacts.Artifact} is named by the SHA-256 of its bytes, so writing one twice changes nothing,
 * a reader can prove that it got what was meant, and the name stays true wherever the bytes are kept.
 */
@NullMarked
package io.augmenta.artifacts;

import org.jspecify.annotations.NullMarked;
