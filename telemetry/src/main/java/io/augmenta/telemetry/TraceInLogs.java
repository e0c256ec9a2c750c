package io.augmenta.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Has the id of the trace that a thread is in stand in its log lines, where their format has {@code %X{traceId}}. */
final class TraceInLogs {
    private static final String KEY = "traceId";
    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    private TraceInLogs() {}

    /** Once for a process, before it has the first trace. */
    static void begin() {
        if (BEGUN.compareAndSet(false, true)) {
            ContextStorage.addWrapper(Telling::new);
        }
    }

    private record Telling(ContextStorage inner) implements ContextStorage {

        @Override
        public Scope attach(Context context) {
            String before = MDC.get(KEY);
            Scope scope = inner.attach(context);
            tell(context);
            return () -> {
                scope.close();
                tell(before);
            };
        }

        @Override
        public @Nullable Context current() {
            return inner.current();
        }

        private static void tell(Context context) {
            SpanContext span = Span.fromContext(context).getSpanContext();
            tell(span.isValid() ? span.getTraceId() : null);
        }

        private static void tell(@Nullable String traceId) {
            if (traceId == null) {
                MDC.remove(KEY);
            } else {
                MDC.put(KEY, traceId);
            }
        }
    }
}
