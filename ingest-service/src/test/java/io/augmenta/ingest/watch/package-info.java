@NullMarked
package io.augmenta.ingest.watch;

import org.jspecify.annotations.NullMarked;
