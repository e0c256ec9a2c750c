package io.augmenta.generator.batching;

import java.time.Duration;

/** The images were not there in the time that the client gave. */
public final class DeadlineExceededException extends NotServedException {

    DeadlineExceededException(Duration given) {
        super("the images were not made within the deadline of " + given.toMillis()
                + " ms; give more time, ask for fewer images, or come back when there is less to do");
    }
}
