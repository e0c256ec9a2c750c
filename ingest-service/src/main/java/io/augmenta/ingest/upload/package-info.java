/** Archives that are sent, unpacked within bounds. */
@NullMarked
package io.augmenta.ingest.upload;

import org.jspecify.annotations.NullMarked;
