@NullMarked
package io.augmenta.ingest.split;

import org.jspecify.annotations.NullMarked;
