/** The broker and the services in this process: starting them in order, watching them, ending them in order. */
@NullMarked
package io.augmenta.quickstart.platform;

import org.jspecify.annotations.NullMarked;
