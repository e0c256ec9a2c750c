/** The commands: their options, what they print, and how they end. */
@NullMarked
package io.augmenta.quickstart.command;

import org.jspecify.annotations.NullMarked;
