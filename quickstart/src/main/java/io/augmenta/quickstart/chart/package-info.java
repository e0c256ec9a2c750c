/** Charts as SVG. */
@NullMarked
package io.augmenta.quickstart.chart;

import org.jspecify.annotations.NullMarked;
