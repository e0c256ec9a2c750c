/** Images into training, validation and test, with near duplicates kept on one side. */
@NullMarked
package io.augmenta.ingest.split;

import org.jspecify.annotations.NullMarked;
