/** The ingest service's figures for Prometheus. */
@NullMarked
package io.augmenta.ingest.meters;

import org.jspecify.annotations.NullMarked;
