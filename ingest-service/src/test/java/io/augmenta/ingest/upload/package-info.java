@NullMarked
package io.augmenta.ingest.upload;

import org.jspecify.annotations.NullMarked;
