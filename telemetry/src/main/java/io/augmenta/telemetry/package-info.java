/**
 * What every service tells about itself, whatever it does: how its Kafka clients get on, what it takes from the log and how
 * long that lasts, what its groups are behind, its memory, and traces. To be on a service's class path is enough, but for the
 * clients of the event log, which a service makes from the bean {@link io.augmenta.eventlog.LogClients}.
 */
@NullMarked
package io.augmenta.telemetry;

import org.jspecify.annotations.NullMarked;
