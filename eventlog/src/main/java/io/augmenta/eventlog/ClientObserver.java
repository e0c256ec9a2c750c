package io.augmenta.eventlog;

import io.augmenta.contracts.Topic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Hears of the Kafka clients that this module opens, so that what they measure can be shown. Implementations are thread-safe. */
public interface ClientObserver {

    /** Hears nothing. */
    ClientObserver NONE = new ClientObserver() {
        @Override
        public Observation opened(Consumer<?, ?> consumer) {
            return () -> {};
        }

        @Override
        public Observation opened(Producer<?, ?> producer) {
            return () -> {};
        }

        @Override
        public void deadLettered(Topic<?> topic) {}
    };

    /**
     * A consumer was opened.
     *
     * @param consumer for its metrics only, which any thread may ask for
     * @return closed before the consumer is
     */
    Observation opened(Consumer<?, ?> consumer);

    /**
     * A producer was opened.
     *
     * @param producer for its metrics only
     * @return closed before the producer is
     */
    Observation opened(Producer<?, ?> producer);

    /**
     * The log has something among its dead letters.
     *
     * @param topic the topic it was meant for, or came from
     */
    void deadLettered(Topic<?> topic);

    /** Lasts as long as the client that is observed. */
    @FunctionalInterface
    interface Observation extends AutoCloseable {
        @Override
        void close();
    }
}
