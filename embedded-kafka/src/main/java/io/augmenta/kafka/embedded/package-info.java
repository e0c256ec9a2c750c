/**
 * A real Apache Kafka broker in this JVM: one KRaft node that is its own controller, bound to 127.0.0.1 only.
 *
 * <p>It serves the quickstart, where a second process would be one thing more to install, and tests, which should meet
 * the real thing rather than a mock. It is not a way to run Kafka in production: one node has no replicas, and its
 * listeners have no authentication.
 *
 * <p>Kafka logs much at INFO under {@code kafka}, {@code org.apache.kafka} and {@code state.change.logger}; set these
 * to WARN where that is not wanted.
 */
@NullMarked
package io.augmenta.kafka.embedded;

import org.jspecify.annotations.NullMarked;
