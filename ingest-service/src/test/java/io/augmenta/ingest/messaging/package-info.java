@NullMarked
package io.augmenta.ingest.messaging;

import org.jspecify.annotations.NullMarked;
