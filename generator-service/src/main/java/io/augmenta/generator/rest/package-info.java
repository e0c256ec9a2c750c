/** The generator over HTTP: which generators there are, and images for people and scripts. */
@NullMarked
package io.augmenta.generator.rest;

import org.jspecify.annotations.NullMarked;
