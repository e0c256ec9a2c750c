package io.augmenta.eventlog;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.GenerationFailed;
import io.augmenta.contracts.Topics;
import io.augmenta.contracts.TrainingCancelled;
import io.augmenta.kafka.embedded.testing.TemporaryKafka;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Traces go along with records of a real broker. */
@SuppressWarnings("try") // the thread is in the trace while it works
class TracesTest {
    private static final InMemorySpanExporter SPANS = InMemorySpanExporter.create();
    private static final OpenTelemetrySdk TELEMETRY = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(SPANS))
                    .build())
            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
            .build();
    private static final Tracer TRACER = TELEMETRY.getTracer("test");

    private static TemporaryKafka kafka;
    private static LogClients clients;
    private static EventPublisher publisher;

    @BeforeAll
    static void startBroker() throws InterruptedException {
        kafka = TemporaryKafka.start();
        Map<String, Object> properties = Map.of("bootstrap.servers", kafka.bootstrapServers());
        new TopicProvisioner(properties).ensure(Topics.all());
        clients = LogClients.of(properties, ClientObserver.NONE, TELEMETRY).named("test");
        publisher = new EventPublisher(clients, "/augmenta/test");
    }

    @AfterAll
    static void stopBroker() {
        publisher.close();
        kafka.close();
    }

    @BeforeEach
    void forget() {
        SPANS.reset();
    }

    @Test
    void whoeverReadsARecordGoesOnWithTheTraceOfWhoeverPublishedItLinkedWithTheirOwn() throws Exception {
        Span publishing = TRACER.spanBuilder("publishing").startSpan();
        PublishedAt place = publishWithin(publishing, "traced");
        Span reading = TRACER.spanBuilder("reading").startSpan();
        List<String> traces = new CopyOnWriteArrayList<>();
        try (Scope ignored = reading.makeCurrent()) {
            new OffsetRangeReader(clients)
                    .read(
                            PublishedAt.ranges(List.of(place)),
                            GenerationFailed.class,
                            event -> traces.add(Span.current().getSpanContext().getTraceId()));
        }

        assertEquals(List.of(publishing.getSpanContext().getTraceId()), traces);
        SpanData sent = span("send " + Topics.SYNTHETIC_BATCHES.name());
        SpanData processed = span("process " + Topics.SYNTHETIC_BATCHES.name());
        assertEquals(publishing.getSpanContext().getSpanId(), sent.getParentSpanId());
        assertEquals(sent.getSpanId(), processed.getParentSpanId());
        assertEquals(
                reading.getSpanContext().getTraceId(),
                processed.getLinks().get(0).getSpanContext().getTraceId());
    }

    @Test
    void aReaderThatFailsShowsInTheTrace() throws Exception {
        PublishedAt place = publishWithin(TRACER.spanBuilder("publishing").startSpan(), "failing");

        IllegalStateException failed = assertThrows(IllegalStateException.class, () -> new OffsetRangeReader(clients)
                .read(PublishedAt.ranges(List.of(place)), GenerationFailed.class, event -> {
                    throw new IllegalStateException("for the test");
                }));

        assertEquals("for the test", failed.getMessage());
        SpanData processed = span("process " + Topics.SYNTHETIC_BATCHES.name());
        assertEquals(StatusCode.ERROR, processed.getStatus().getStatusCode());
        assertEquals("IllegalStateException", processed.getStatus().getDescription());
    }

    @Test
    void whatAViewTellsIsAPartOfTheTraceOnlyIfItIsNews() throws Exception {
        String old = cancelInATrace("old");
        List<String> heard = new CopyOnWriteArrayList<>();
        try (CompactedView<TrainingCancelled> view = new CompactedView<>(clients, Topics.TRAINING_CANCELLATIONS)) {
            view.onUpdate(event -> heard.add(
                    event.runId() + " " + Span.current().getSpanContext().getTraceId()));
            view.start();
            assertTrue(view.awaitCaughtUp(Duration.ofSeconds(30)));
            String fresh = cancelInATrace("fresh");

            await().atMost(Duration.ofSeconds(30)).until(() -> heard.contains("fresh " + fresh));
        }

        assertFalse(heard.contains("old " + old), heard::toString);
    }

    @Test
    void aRecordWithoutATraceBeginsNone() throws Exception {
        try (EventPublisher plain = new EventPublisher(clients.properties(), "/augmenta/test")) {
            PublishedAt place = plain.publish(Topics.SYNTHETIC_BATCHES, new GenerationFailed("plain", "for the test"))
                    .get();

            new OffsetRangeReader(clients)
                    .read(PublishedAt.ranges(List.of(place)), GenerationFailed.class, event -> {});
        }

        assertEquals(List.of(), SPANS.getFinishedSpanItems());
    }

    @Test
    void namesOfClientsAreUsedAgainSoThatLabelsDoNotGrow() {
        try (LogClients.ClientName first = clients.take("reader")) {
            try (LogClients.ClientName second = clients.take("reader")) {
                assertEquals("test-reader", first.id());
                assertEquals("test-reader-2", second.id());
            }
            try (LogClients.ClientName third = clients.take("reader")) {
                assertEquals("test-reader-2", third.id());
            }
        }
    }

    private static PublishedAt publishWithin(Span span, String requestId) {
        try (Scope ignored = span.makeCurrent()) {
            return publisher.store(Topics.SYNTHETIC_BATCHES, new GenerationFailed(requestId, "for the test"));
        }
    }

    private static String cancelInATrace(String runId) throws Exception {
        Span span = TRACER.spanBuilder("cancelling").startSpan();
        try (Scope ignored = span.makeCurrent()) {
            publisher
                    .publish(Topics.TRAINING_CANCELLATIONS, new TrainingCancelled(runId, "for the test", Instant.now()))
                    .get();
        }
        return span.getSpanContext().getTraceId();
    }

    private static SpanData span(String name) {
        return SPANS.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
