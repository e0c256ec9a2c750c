/** Ingests over HTTP. */
@NullMarked
package io.augmenta.ingest.rest;

import org.jspecify.annotations.NullMarked;
