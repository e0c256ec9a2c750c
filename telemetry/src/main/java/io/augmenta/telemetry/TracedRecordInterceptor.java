package io.augmenta.telemetry;

import io.augmenta.eventlog.LogClients;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jspecify.annotations.Nullable;

/** Continues the trace of a record around the method that works on it. */
@TracedRecord
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class TracedRecordInterceptor {
    private final LogClients clients;

    TracedRecordInterceptor(LogClients clients) {
        this.clients = clients;
    }

    @AroundInvoke
    @Nullable Object around(InvocationContext invocation) throws Exception {
        Optional<ConsumerRecord<?, ?>> record = record(invocation.getParameters()[0]);
        return record.isPresent() ? clients.processing(record.get(), invocation::proceed) : invocation.proceed();
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // metadata are found by their class
    private static Optional<ConsumerRecord<?, ?>> record(Object parameter) {
        if (parameter instanceof ConsumerRecord<?, ?> record) {
            return Optional.of(record);
        }
        if (parameter instanceof Message<?> message) {
            return message.getMetadata(IncomingKafkaRecordMetadata.class).map(IncomingKafkaRecordMetadata::getRecord);
        }
        return Optional.empty();
    }
}
