package io.augmenta.kafka.embedded;

/** The asked-for port is in use. */
public final class PortTakenException extends EmbeddedKafkaException {

    private static final long serialVersionUID = 1L;

    PortTakenException(int port, Throwable cause) {
        super(
                "port " + port + " on 127.0.0.1 is in use by another process: "
                        + "choose another port (0 takes a free one), or end the process that holds it",
                cause);
    }
}
