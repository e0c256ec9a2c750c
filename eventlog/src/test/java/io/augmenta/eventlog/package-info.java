@NullMarked
package io.augmenta.eventlog;

import org.jspecify.annotations.NullMarked;
