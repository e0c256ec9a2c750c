package io.augmenta.ingest;

/** What was asked for cannot be done as it is; the message says what was expected, what was found and what to do. */
public final class ImpossibleIngestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String kind;

    /**
     * Makes one.
     *
     * @param kind a short stable word for logs and problem types, such as {@code no-images}
     * @param message for the one who asked; may name folders, so it is not logged
     */
    public ImpossibleIngestException(String kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** {@return a short stable word, free of anything that was read} */
    public String kind() {
        return kind;
    }
}
