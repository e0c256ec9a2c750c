package io.augmenta.contracts;

/**
 * A topic of the event log.
 *
 * @param name its name, with the version of its meaning
 * @param eventType what its records are
 * @param retention what is kept
 * @param partitions how many partitions it is created with
 * @param maxRecordBytes the largest record it takes; larger things go by reference to the artifact store
 * @param <E> what its records are
 */
public record Topic<E extends Event>(
        String name, Class<E> eventType, Retention retention, int partitions, int maxRecordBytes) {

    /** What a topic keeps. Nothing is deleted by time: a data set's images are kept for as long as the data set is. */
    public enum Retention {
        /** Every record. */
        ALL,
        /** The latest record of every key. */
        LATEST_PER_KEY
    }

    /** {@return the name of the topic for records of this one that could not be processed} */
    public String deadLetters() {
        return name + ".dead-letters";
    }
}
