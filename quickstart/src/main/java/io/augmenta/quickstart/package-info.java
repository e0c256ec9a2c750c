/** The {@code augmenta} command: all services and a broker in one JVM. */
@NullMarked
package io.augmenta.quickstart;

import org.jspecify.annotations.NullMarked;
