/** Events as bytes: Avro single-object encoding, readable without a registry. */
@NullMarked
package io.augmenta.contracts.wire;

import org.jspecify.annotations.NullMarked;
