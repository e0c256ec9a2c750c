package io.augmenta.ingest;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.SplitRule;
import io.augmenta.imaging.decode.DecodeLimits;
import io.augmenta.imaging.identity.Fingerprint;
import io.augmenta.imaging.phantom.PhantomSet;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each ingest is a span, and all that it publishes is of the same trace. */
@SuppressWarnings("try") // the thread is in the trace while it works
class IngestTracesTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path phantoms;

    @TempDir
    Path spillFolder;

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .build();
    private final RememberedLog log = new RememberedLog();
    private IngestQueue queue;

    @BeforeAll
    static void draw() throws IOException {
        new PhantomSet(7, 8, 32).writeTo(phantoms);
    }

    @BeforeEach
    void open() {
        IngestSettings settings =
                new IngestSettings(1, DecodeLimits.DEFAULT, spillFolder, Fingerprint.ALIKE_DISTANCE, 5_000, 3, 2);
        queue = new IngestQueue(settings, log, new Unheard(), telemetry, Clock.systemUTC());
    }

    @AfterEach
    void close() throws InterruptedException {
        assertTrue(queue.close(SOON));
        telemetry.close();
    }

    private SpanData ingested() {
        queue.submit(new IngestRequest(phantoms, "phantoms", 16, SplitRule.GROUPED, 1));
        await().atMost(SOON).until(() -> spans.getFinishedSpanItems().stream()
                .anyMatch(span -> span.getName().equals("ingest")));
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals("ingest"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anIngestThatNobodysTraceAskedForBeginsOne() {
        SpanData ingest = ingested();

        assertFalse(ingest.getParentSpanContext().isValid());
        assertNotEquals(StatusCode.ERROR, ingest.getStatus().getStatusCode());
        // batches and the version
        assertTrue(log.traces.size() > 2, log.traces.toString());
        assertEquals(Set.of(ingest.getTraceId()), Set.copyOf(log.traces));
        assertTrue(ingest.getAttributes().isEmpty(), "names of folders and data sets are not for traces");
    }

    @Test
    void anIngestIsAPartOfTheTraceOfWhoeverAskedForIt() {
        Span asking = telemetry.getTracer("test").spanBuilder("asking").startSpan();
        SpanData ingest;
        try (Scope ignored = asking.makeCurrent()) {
            ingest = ingested();
        } finally {
            asking.end();
        }

        assertEquals(asking.getSpanContext().getSpanId(), ingest.getParentSpanId());
        assertEquals(Set.of(asking.getSpanContext().getTraceId()), Set.copyOf(log.traces));
    }

    @Test
    void anIngestThatSealedNothingIsSeenAsFailed() {
        log.refuse();

        assertEquals(StatusCode.ERROR, ingested().getStatus().getStatusCode());
    }
}
