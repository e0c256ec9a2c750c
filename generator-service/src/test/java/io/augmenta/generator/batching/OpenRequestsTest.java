package io.augmenta.generator.batching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class OpenRequestsTest {

    @Test
    void oneMoreThanThereMayBeIsToldAtOnce() throws Exception {
        OpenRequests requests = new OpenRequests(2);
        requests.begin();
        requests.begin();

        assertThrows(TooBusyException.class, requests::begin);

        requests.end();
        requests.begin();
        assertEquals(2, requests.count());
    }
}
