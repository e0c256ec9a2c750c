package io.augmenta.quickstart.study;

import io.augmenta.contracts.Event;
import io.augmenta.contracts.Topic;
import io.augmenta.contracts.Topics;
import io.augmenta.eventlog.EventPublisher;
import io.augmenta.eventlog.PublishedAt;
import io.augmenta.quickstart.progress.ProgressDisplay;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Requests to the services and their answers, over Kafka. Used by one thread, which closes it. */
public final class Conversation implements AutoCloseable {

    private static final List<Topic<?>> ANSWERS =
            List.of(Topics.TRAINING_PROGRESS, Topics.SYNTHETIC_BATCHES, Topics.EVALUATIONS);
    private static final Duration POLL = Duration.ofMillis(250);

    private final ServiceEndpoints endpoints;
    private final ProgressDisplay progress;
    private final EventPublisher publisher;
    private final EventFeed answers;

    private Conversation(
            ServiceEndpoints endpoints, ProgressDisplay progress, EventPublisher publisher, EventFeed answers) {
        this.endpoints = endpoints;
        this.progress = progress;
        this.publisher = publisher;
        this.answers = answers;
    }

    /** Begins to listen, so that no answer to what is said later is missed. */
    public static Conversation open(ServiceEndpoints endpoints, ProgressDisplay progress) {
        EventPublisher publisher = new EventPublisher(endpoints.kafkaProperties(), "/augmenta/quickstart");
        return new Conversation(endpoints, progress, publisher, EventFeed.open(endpoints.kafkaProperties(), ANSWERS));
    }

    /** Publishes a request and waits until the log has it. */
    public <E extends Event> void say(Topic<E> topic, E event) throws StudyFailedException, InterruptedException {
        awaitStored(topic, publisher.publish(topic, event));
    }

    /** Publishes a request to a chosen partition and waits until the log has it. */
    public <E extends Event> void sayTo(Topic<E> topic, int partition, E event)
            throws StudyFailedException, InterruptedException {
        awaitStored(topic, publisher.publishTo(topic, partition, event));
    }

    private static void awaitStored(Topic<?> topic, Future<PublishedAt> published)
            throws StudyFailedException, InterruptedException {
        try {
            published.get();
        } catch (ExecutionException e) {
            throw new StudyFailedException(
                    "a request could not be stored in " + topic.name() + ": " + e.getCause(), e.getCause());
        }
    }

    /** Reads events until one of them is the answer; complains when there is none for long or there can be none. */
    public <T> T await(String what, AnswerReader<T> reader) throws StudyFailedException, InterruptedException {
        Vigil vigil = new Vigil(what, endpoints);
        while (true) {
            Optional<Event> event = answers.next(POLL);
            if (event.isPresent()) {
                vigil.sawNews();
                Optional<T> answer = reader.read(event.get());
                if (answer.isPresent()) {
                    return answer.get();
                }
            } else {
                progress.tick();
                vigil.check();
            }
        }
    }

    @Override
    public void close() {
        answers.close();
        publisher.close();
    }

    /** Tells whether an event is the awaited answer, and shows what it says about progress. */
    @FunctionalInterface
    public interface AnswerReader<T> {
        /** The answer, if the event is it. */
        Optional<T> read(Event event) throws StudyFailedException;
    }
}
