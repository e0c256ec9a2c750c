/** How a long command tells a person where it stands: one line that updates on a terminal, plain lines elsewhere. */
@NullMarked
package io.augmenta.quickstart.progress;

import org.jspecify.annotations.NullMarked;
