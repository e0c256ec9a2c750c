/** Folders of images into sealed data set versions: the use cases, in plain Java. */
@NullMarked
package io.augmenta.ingest;

import org.jspecify.annotations.NullMarked;
