package io.augmenta.artifacts;

import io.augmenta.artifacts.ArtifactUse.Operation;
import io.augmenta.artifacts.ArtifactUse.Outcome;
import io.augmenta.artifacts.ArtifactUse.Place;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;

/** Another store, of whose every use somebody hears. As thread-safe as that one. */
final class ObservedArtifactStore implements ArtifactStore {
    private final ArtifactStore store;
    private final Place place;
    private final ArtifactStoreObserver observer;

    ObservedArtifactStore(ArtifactStore store, Place place, ArtifactStoreObserver observer) {
        this.store = store;
        this.place = place;
        this.observer = observer;
    }

    /** A put of any kind. */
    private interface Put {
        Artifact put() throws IOException;
    }

    @Override
    public Artifact put(InputStream content) throws IOException {
        return observed(() -> store.put(content));
    }

    @Override
    public Artifact put(byte[] content) throws IOException {
        return observed(() -> store.put(content));
    }

    @Override
    public Artifact put(Path file) throws IOException {
        return observed(() -> store.put(file));
    }

    private Artifact observed(Put put) throws IOException {
        Running running = new Running(Operation.WRITE);
        try {
            Artifact artifact = running.timing(put::put);
            running.moved(artifact.sizeBytes());
            return artifact;
        } finally {
            running.ended();
        }
    }

    @Override
    public InputStream open(Artifact artifact) throws IOException {
        Running running = new Running(Operation.READ);
        try {
            return new ObservedInput(running.timing(() -> store.open(artifact)), running);
        } catch (IOException | RuntimeException e) {
            running.ended();
            throw e;
        }
    }

    /** Not counted: nothing moves. */
    @Override
    public boolean contains(Artifact artifact) throws IOException {
        return store.contains(artifact);
    }

    /** Something that a store is asked for. */
    private interface Asked<T> {
        T answer() throws IOException;
    }

    /** One use while it lasts. For one thread. */
    private final class Running {
        private final Operation operation;
        private Outcome outcome = Outcome.COMPLETED;
        private long bytes;
        private long nanos;
        private boolean told;

        Running(Operation operation) {
            this.operation = operation;
        }

        <T> T timing(Asked<T> asked) throws IOException {
            long begun = System.nanoTime();
            // until it is known that it is none
            Outcome before = outcome;
            outcome = Outcome.FAILED;
            try {
                T answer = asked.answer();
                outcome = before;
                return answer;
            } catch (ArtifactMissingException e) {
                outcome = Outcome.MISSING;
                throw e;
            } catch (ArtifactCorruptedException e) {
                outcome = Outcome.CORRUPTED;
                throw e;
            } finally {
                nanos += System.nanoTime() - begun;
            }
        }

        void moved(long count) {
            bytes += count;
        }

        void ended() {
            if (!told) {
                told = true;
                observer.ended(new ArtifactUse(place, operation, outcome, bytes, Duration.ofNanos(nanos)));
            }
        }
    }

    /** Ends its use when it is closed, which its reader has to do anyway. */
    private static final class ObservedInput extends FilterInputStream {
        private final Running running;

        ObservedInput(InputStream in, Running running) {
            super(in);
            this.running = running;
        }

        @Override
        public int read() throws IOException {
            int value = running.timing(in::read);
            running.moved(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = running.timing(() -> in.read(target, offset, length));
            running.moved(Math.max(0, count));
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = running.timing(() -> in.skip(count));
            running.moved(skipped);
            return skipped;
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                running.ended();
            }
        }
    }
}
