package io.augmenta.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** A span for each request to a resource. */
@TracedRequest
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class TracedRequestInterceptor {
    private static final TextMapGetter<HttpHeaders> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(HttpHeaders headers) {
            return headers.getRequestHeaders().keySet();
        }

        @Override
        public @Nullable String get(@Nullable HttpHeaders headers, String key) {
            return headers == null ? null : headers.getHeaderString(key);
        }
    };

    private final Tracer tracer;
    private final TextMapPropagator propagator;
    private final HttpHeaders headers;

    TracedRequestInterceptor(OpenTelemetry openTelemetry, HttpHeaders headers) {
        this.tracer = openTelemetry.getTracer("io.augmenta.telemetry");
        this.propagator = openTelemetry.getPropagators().getTextMapPropagator();
        this.headers = headers;
    }

    @AroundInvoke
    @SuppressWarnings("try") // the span is the thread's while it works
    @Nullable Object around(InvocationContext invocation) throws Exception {
        Context caller = propagator.extract(Context.root(), headers, GETTER);
        // the class and the method, not the path, which may have ids in it
        Span span = tracer.spanBuilder(
                        invocation.getMethod().getDeclaringClass().getSimpleName() + "."
                                + invocation.getMethod().getName())
                .setSpanKind(SpanKind.SERVER)
                .setParent(caller)
                .startSpan();
        try (Scope ignored = caller.with(span).makeCurrent()) {
            return invocation.proceed();
        } catch (Exception | Error e) {
            span.setStatus(StatusCode.ERROR, e.getClass().getSimpleName());
            throw e;
        } finally {
            span.end();
        }
    }
}
