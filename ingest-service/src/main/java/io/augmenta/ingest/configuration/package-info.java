/** The ingest service's settings, and how its parts are put together from them. */
@NullMarked
package io.augmenta.ingest.configuration;

import org.jspecify.annotations.NullMarked;
