/** Folders as they lie on disk: which may be read, how they are laid out, which files they hold. */
@NullMarked
package io.augmenta.ingest.folder;

import org.jspecify.annotations.NullMarked;
