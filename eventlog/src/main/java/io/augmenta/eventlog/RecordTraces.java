package io.augmenta.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Traces in the headers of records, in the form that the propagator of the process has (W3C's {@code traceparent} as a rule), and
 * spans named after <a href="https://opentelemetry.io/docs/specs/semconv/messaging/kafka/">OpenTelemetry's conventions for
 * Kafka</a>. Thread-safe.
 */
final class RecordTraces {
    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("messaging.operation.type");
    private static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<String> PARTITION = AttributeKey.stringKey("messaging.destination.partition.id");
    private static final AttributeKey<Long> OFFSET = AttributeKey.longKey("messaging.kafka.offset");

    private static final TextMapGetter<Headers> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Headers headers) {
            return StreamSupport.stream(headers.spliterator(), false)
                    .map(Header::key)
                    .toList();
        }

        @Override
        public @Nullable String get(@Nullable Headers headers, String key) {
            Header header = headers == null ? null : headers.lastHeader(key);
            return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
        }
    };

    private final Tracer tracer;
    private final TextMapPropagator propagator;

    RecordTraces(OpenTelemetry openTelemetry) {
        this.tracer = openTelemetry.getTracer("io.augmenta.eventlog");
        this.propagator = openTelemetry.getPropagators().getTextMapPropagator();
    }

    /** Begins the span of a send, as a part of what this thread is doing, and has the record carry it. */
    Span sending(ProducerRecord<String, byte[]> record) {
        Span span = tracer.spanBuilder("send " + record.topic())
                .setSpanKind(SpanKind.PRODUCER)
                .setAttribute(SYSTEM, "kafka")
                .setAttribute(OPERATION, "send")
                .setAttribute(DESTINATION, record.topic())
                .startSpan();
        propagator.inject(
                Context.current().with(span),
                record.headers(),
                // a record that is sent again carries the span of the last time
                (headers, key, value) -> headers.remove(key).add(key, value.getBytes(UTF_8)));
        return span;
    }

    /** Ends the span of a send. */
    static void sent(Span span, @Nullable Throwable failure) {
        if (failure != null) {
            span.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName());
        }
        span.end();
    }

    /** Does something as a part of the trace that a record carries, without a span for it: what it leads to has its own. */
    void continuing(ConsumerRecord<String, byte[]> record, Runnable work) {
        propagator.extract(Context.root(), record.headers(), GETTER).wrap(work).run();
    }

    /** Something that may throw what its caller expects, such as a {@link java.util.concurrent.Callable}. */
    @FunctionalInterface
    interface Work<T extends @Nullable Object, X extends Exception> {
        T call() throws X;
    }

    /**
     * Does something with a record that was read, as a part of the trace that the record carries. Where this thread is
     * doing something traced already, such as a training that reads an image batch, the two are linked. A record without a
     * trace begins none.
     */
    @SuppressWarnings("try") // the span is the thread's while the work lasts
    <T extends @Nullable Object, X extends Exception> T processing(ConsumerRecord<?, ?> record, Work<T, X> work)
            throws X {
        Context sender = propagator.extract(Context.root(), record.headers(), GETTER);
        if (!Span.fromContext(sender).getSpanContext().isValid()) {
            return work.call();
        }
        Span span = spanOfProcessing(record, sender);
        try (Scope ignored = sender.with(span).makeCurrent()) {
            return work.call();
        } catch (Throwable e) {
            span.setStatus(StatusCode.ERROR, e.getClass().getSimpleName());
            throw e;
        } finally {
            span.end();
        }
    }

    private Span spanOfProcessing(ConsumerRecord<?, ?> record, Context sender) {
        SpanBuilder span = tracer.spanBuilder("process " + record.topic())
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(sender)
                .setAttribute(SYSTEM, "kafka")
                .setAttribute(OPERATION, "process")
                .setAttribute(DESTINATION, record.topic())
                .setAttribute(PARTITION, Integer.toString(record.partition()))
                .setAttribute(OFFSET, record.offset());
        SpanContext reader = Span.current().getSpanContext();
        return (reader.isValid() ? span.addLink(reader) : span).startSpan();
    }
}
