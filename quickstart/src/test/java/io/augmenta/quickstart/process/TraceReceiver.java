package io.augmenta.quickstart.process;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** Where services send their traces, over OTLP on HTTP. */
final class TraceReceiver implements AutoCloseable {
    private final HttpServer server;
    private final List<Span> spans = new CopyOnWriteArrayList<>();

    /**
     * A span.
     *
     * @param traceId the trace that it is of
     * @param service who did it
     * @param name what was done
     * @param root whether the trace begins with it
     * @param links the traces that it is linked with
     */
    record Span(String traceId, String service, String name, boolean root, List<String> links) {}

    private TraceReceiver(HttpServer server) {
        this.server = server;
    }

    static TraceReceiver start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        TraceReceiver receiver = new TraceReceiver(server);
        server.createContext("/v1/traces", exchange -> {
            try (exchange) {
                boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
                InputStream body = exchange.getRequestBody();
                receiver.take(ExportTraceServiceRequest.parseFrom(zipped ? new GZIPInputStream(body) : body));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
        return receiver;
    }

    private void take(ExportTraceServiceRequest request) {
        for (ResourceSpans of : request.getResourceSpansList()) {
            String service = of.getResource().getAttributesList().stream()
                    .filter(attribute -> attribute.getKey().equals("service.name"))
                    .map(attribute -> attribute.getValue().getStringValue())
                    .findFirst()
                    .orElse("");
            for (ScopeSpans scope : of.getScopeSpansList()) {
                scope.getSpansList()
                        .forEach(span -> spans.add(new Span(
                                hex(span.getTraceId().toByteArray()),
                                service,
                                span.getName(),
                                span.getParentSpanId().isEmpty(),
                                span.getLinksList().stream()
                                        .map(link -> hex(link.getTraceId().toByteArray()))
                                        .toList())));
            }
        }
    }

    private static String hex(byte[] id) {
        return HexFormat.of().formatHex(id);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** All spans of a trace that have arrived. */
    List<Span> of(String traceId) {
        return spans.stream().filter(span -> span.traceId().equals(traceId)).toList();
    }

    /** All spans that have arrived with which a trace begins. */
    List<Span> roots() {
        return spans.stream().filter(Span::root).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
