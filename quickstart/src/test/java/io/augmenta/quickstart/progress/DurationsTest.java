package io.augmenta.quickstart.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0.0 s",
        "449, 0.4 s",
        "9999, 10.0 s",
        "10000, 10 s",
        "59499, 59 s",
        "59500, 1:00 min",
        "185000, 3:05 min",
        "3599499, 59:59 min",
        "3599500, 1:00:00 h",
        "7385000, 2:03:05 h"
    })
    void durationsReadAsPeopleSayThem(long milliseconds, String text) {
        assertEquals(text, Durations.text(Duration.ofMillis(milliseconds)));
    }

    @ParameterizedTest
    @CsvSource({"0, 0 s", "59499, 59 s", "59500, 1:00", "185000, 3:05", "3599500, 1:00:00", "7385000, 2:03:05"})
    void aCountdownReadsAsAClock(long milliseconds, String text) {
        assertEquals(text, Durations.clock(Duration.ofMillis(milliseconds)));
    }
}
