/** The files in which a person or a program reads the result of an evaluation. */
@NullMarked
package io.augmenta.evaluator.report;

import org.jspecify.annotations.NullMarked;
