package io.augmenta.quickstart.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MeterCatalogueTest {
    private static final String SCRAPED = """
            # HELP augmenta_ingest_rejected Files that could not be read
            # TYPE augmenta_ingest_rejected counter
            augmenta_ingest_rejected_total{reason="corrupt"} 2.0
            augmenta_ingest_rejected_total{reason="io"} 0.0
            # TYPE augmenta_dead_letters_total counter
            augmenta_dead_letters_total{topic="a.b.v1"} 1.0
            # TYPE augmenta_processing_seconds histogram
            augmenta_processing_seconds_bucket{outcome="acknowledged",topic="a.b.v1",le="0.01"} 1
            augmenta_processing_seconds_count{outcome="acknowledged",topic="a.b.v1"} 1
            augmenta_processing_seconds_sum{outcome="acknowledged",topic="a.b.v1"} 0.003
            # TYPE augmenta_process_resident_bytes gauge
            augmenta_process_resident_bytes 4.2E8
            # TYPE jvm_threads_live_threads gauge
            jvm_threads_live_threads 12.0
            """;

    @Test
    void aMeterStandsOnceWithItsTypeAndLabels() throws IOException {
        String told = MeterCatalogue.of(Map.of("ingest", SCRAPED, "augmentation", "jvm_threads_live_threads 1.0\n"));

        assertTrue(told.startsWith("# Every meter"), told);
        assertEquals(
                """
                augmentation: {}
                ingest:
                  augmenta_dead_letters_total: "counter {topic}"
                  augmenta_ingest_rejected_total: "counter {reason}"
                  augmenta_process_resident_bytes: "gauge {}"
                  augmenta_processing_seconds: "histogram {outcome, topic}"
                """, told.lines().filter(line -> !line.startsWith("#")).collect(Collectors.joining("\n", "", "\n")));
    }

    @Test
    void theProjectsOwnIsWrittenInTheSameWay() throws IOException {
        String written = MeterCatalogue.written();

        String head = MeterCatalogue.of(Map.of()).replaceFirst("\\{}\n$", "");
        assertTrue(written.startsWith(head), written);
        written.substring(head.length())
                .lines()
                .forEach(line -> assertTrue(
                        line.matches("[a-z]+:|  augmenta_\\w+: \"(counter|gauge|histogram|summary) \\{[a-z_, ]*}\""),
                        line));
    }
}
