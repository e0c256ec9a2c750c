/** Watched folders: what arrives in them is ingested once it rests. */
@NullMarked
package io.augmenta.ingest.watch;

import org.jspecify.annotations.NullMarked;
