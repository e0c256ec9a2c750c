/** What a training leaves behind for people and programs to read. */
@NullMarked
package io.augmenta.quickstart.result;

import org.jspecify.annotations.NullMarked;
