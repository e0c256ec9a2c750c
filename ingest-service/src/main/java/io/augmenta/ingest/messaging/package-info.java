/** The ingest service's end of the event log. */
@NullMarked
package io.augmenta.ingest.messaging;

import org.jspecify.annotations.NullMarked;
