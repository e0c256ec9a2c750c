package io.augmenta.ingest;

import io.augmenta.eventlog.PublishedAt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Records on their way to the log: no more than so many, then the next has to wait until the first has arrived. */
final class Acknowledgements {
    private final int most;
    private final Queue<Sent> underWay = new ArrayDeque<>();
    private final List<PublishedAt> places = new ArrayList<>();

    Acknowledgements(int most) {
        this.most = most;
    }

    void add(CompletableFuture<PublishedAt> sent, Runnable whenStored) throws InterruptedException {
        underWay.add(new Sent(sent, whenStored));
        if (underWay.size() >= most) {
            awaitOldest();
        }
    }

    /** Waits until all are stored, and tells where. */
    List<PublishedAt> awaitAll() throws InterruptedException {
        while (!underWay.isEmpty()) {
            awaitOldest();
        }
        return places;
    }

    private void awaitOldest() throws InterruptedException {
        Sent oldest = underWay.remove();
        try {
            places.add(oldest.place.get());
            oldest.whenStored.run();
        } catch (ExecutionException e) {
            throw new UnpublishedException("the event log did not take a record: " + e.getCause(), e.getCause());
        }
    }

    private record Sent(CompletableFuture<PublishedAt> place, Runnable whenStored) {}
}
