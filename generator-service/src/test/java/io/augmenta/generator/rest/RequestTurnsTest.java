package io.augmenta.generator.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestTurnsTest {

    @Test
    void oneMoreThanMayWorkIsToldWhenToComeBack() throws Exception {
        RequestTurns turns = new RequestTurns(2, Duration.ZERO);
        turns.begin();
        turns.begin();

        TooBusyException e = assertThrows(TooBusyException.class, turns::begin);
        try (Response response = Problems.of(e)) {
            assertEquals(503, response.getStatus());
            assertEquals("5", response.getHeaderString("Retry-After"));
        }

        turns.end();
        turns.begin();
    }
}
