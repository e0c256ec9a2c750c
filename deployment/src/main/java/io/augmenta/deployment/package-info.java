/** What the container images need beside the services. */
@NullMarked
package io.augmenta.deployment;

import org.jspecify.annotations.NullMarked;
