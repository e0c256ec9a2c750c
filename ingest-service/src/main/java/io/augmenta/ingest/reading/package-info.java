/** Files into images: decoding, content ids, duplicates and conflicts, pixels put aside until they are published. */
@NullMarked
package io.augmenta.ingest.reading;

import org.jspecify.annotations.NullMarked;
