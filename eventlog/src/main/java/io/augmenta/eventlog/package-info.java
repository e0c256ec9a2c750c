/**
 * Reading and writing the event log, beyond what a message channel does: publishing with the place where a record came
 * to lie, reading exact offset ranges again, views of compacted topics, and large batches by reference.
 *
 * <p>Client properties are those of Kafka's clients; at least {@code bootstrap.servers}. Serializers, acknowledgements
 * and offset handling are set here and cannot be overridden.
 */
@NullMarked
package io.augmenta.eventlog;

import org.jspecify.annotations.NullMarked;
