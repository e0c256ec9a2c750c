@NullMarked
package io.augmenta.ingest.reading;

import org.jspecify.annotations.NullMarked;
