@NullMarked
package io.augmenta.ingest;

import org.jspecify.annotations.NullMarked;
