/** The broker for tests: a fresh folder for each start, deleted at the end; for {@code @QuarkusTest} and plain JUnit. */
@NullMarked
package io.augmenta.kafka.embedded.testing;

import org.jspecify.annotations.NullMarked;
