@NullMarked
package io.augmenta.ingest.folder;

import org.jspecify.annotations.NullMarked;
