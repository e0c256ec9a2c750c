/** Tests of the parts behind the HTTP interface. */
@NullMarked
package io.augmenta.generator.rest;

import org.jspecify.annotations.NullMarked;
