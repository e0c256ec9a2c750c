package io.augmenta.generator;

import io.augmenta.artifacts.ArtifactStore;
import io.augmenta.contracts.Bytes;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.CopyGuard;
import io.augmenta.generator.batching.RunListener;
import io.augmenta.generator.batching.SharedRuns;
import io.augmenta.generator.batching.WaitClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The generators that are in memory: the ones used last, each loaded once from the artifact store by its digest. A
 * generator that has to go is closed when its last user has given it back, never under a running inference.
 * Thread-safe; whoever made it closes it.
 */
public final class LoadedGenerators implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoadedGenerators.class);
    private static final Duration REST_UNTIL_GONE = Duration.ofMinutes(1);

    private final Settings settings;
    private final GeneratorLoading loading;
    private final WaitClock clock;
    private final ExecutorService others;
    private final RunListener listener;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong runsOfClosed = new AtomicLong();
    private final LongAdder withheldImages = new LongAdder();
    private final Object lock = new Object();
    /** In the order of use, the one that rests longest first. */
    private final Map<GeneratorKey, CompletableFuture<Shared>> byUse = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * How many generators, how large, how fast.
     *
     * @param capacity generators that are kept loaded, at least 1; more may be open for a moment while the ones that
     *     have to go are still in use
     * @param maxGeneratorBytes the largest ONNX file that is loaded
     * @param batching how requests for one generator share its runs
     * @param copyGuard whether copies of training images are looked for
     */
    public record Settings(int capacity, int maxGeneratorBytes, SharedRuns.Settings batching, boolean copyGuard) {
        /** Checks that there is room for one. */
        public Settings {
            if (capacity < 1 || maxGeneratorBytes < 1) {
                throw new IllegalArgumentException("expected room for at least 1 generator of 1 byte, got " + capacity
                        + " and " + maxGeneratorBytes);
            }
        }
    }

    /** Starts with none. */
    public LoadedGenerators(ArtifactStore store, Settings settings, WaitClock clock) {
        this(store, settings, clock, RunListener.NONE);
    }

    /** Starts with none; runs of all that are loaded are told to the listener. */
    public LoadedGenerators(ArtifactStore store, Settings settings, WaitClock clock, RunListener listener) {
        this.settings = settings;
        this.loading = new GeneratorLoading(store, settings);
        this.clock = clock;
        this.listener = listener;
        this.others = otherThreads();
    }

    /** As many as there are places for them, all generators together; they end when there is nothing to do. */
    private static ExecutorService otherThreads() {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, REST_UNTIL_GONE.toSeconds(), TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(work, "generator-run-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * Hands out the generator of a checkpoint, loading it where needed. Concurrent calls for one checkpoint load it
     * once.
     *
     * @return must be closed after use; until then the generator stays open
     * @throws GeneratorUnavailableException if it cannot be loaded; the next call tries again
     * @throws InterruptedException if the calling thread is interrupted while another one loads
     */
    public Lease lease(CheckpointPublished checkpoint) throws GeneratorUnavailableException, InterruptedException {
        GeneratorKey key = GeneratorKey.of(checkpoint);
        while (true) {
            Shared shared = sharedOf(key, checkpoint.checkpointId());
            if (shared.retain()) {
                return new Lease(shared);
            }
            // it had to go between being found and being retained: load it again
        }
    }

    private Shared sharedOf(GeneratorKey key, String checkpointId)
            throws GeneratorUnavailableException, InterruptedException {
        CompletableFuture<Shared> mine = new CompletableFuture<>();
        CompletableFuture<Shared> known;
        synchronized (lock) {
            known = byUse.get(key);
            if (known == null) {
                byUse.put(key, mine);
            }
        }
        if (known == null) {
            loadInto(mine, key, checkpointId);
            known = mine;
        }
        try {
            return known.get();
        } catch (ExecutionException e) {
            // the loader's exception belongs to its own thread: give each caller one of its own
            Throwable cause = Objects.requireNonNull(e.getCause());
            throw new GeneratorUnavailableException(String.valueOf(cause.getMessage()), cause);
        }
    }

    private void loadInto(CompletableFuture<Shared> future, GeneratorKey key, String checkpointId) {
        try {
            long started = System.nanoTime();
            Shared shared = new Shared(loading.load(key));
            future.complete(shared);
            LOG.info(
                    "generator=loaded checkpoint={} sha256={} batches={} verification={} copy_guard={}"
                            + " training_fingerprints={} millis={}",
                    checkpointId,
                    key.generator().sha256(),
                    shared.loaded.generator().padsBatches() ? "padded" : "any",
                    shared.loaded.verification(),
                    shared.loaded.copyCheck().guard().label(),
                    shared.loaded.copyCheck().images(),
                    (System.nanoTime() - started) / 1_000_000);
            releaseWhatRestsLongest();
        } catch (GeneratorUnavailableException e) {
            forget(key, future);
            future.completeExceptionally(new GeneratorUnavailableException(
                    "checkpoint " + checkpointId + " cannot be used: " + e.getMessage(), e));
        } catch (RuntimeException | Error e) {
            forget(key, future);
            future.completeExceptionally(e);
            throw e;
        }
    }

    /** What is done so that a checkpoint's images are no copies of training images. */
    public CopyGuard guard(CheckpointPublished checkpoint) {
        return loading.guard(GeneratorKey.of(checkpoint));
    }

    /** How many images were withheld since they are near copies of training images. */
    public long withheldImages() {
        return withheldImages.sum();
    }

    private void forget(GeneratorKey key, CompletableFuture<Shared> future) {
        synchronized (lock) {
            byUse.remove(key, future);
        }
    }

    private void releaseWhatRestsLongest() {
        List<Shared> leaving = new ArrayList<>();
        synchronized (lock) {
            Iterator<CompletableFuture<Shared>> resting = byUse.values().iterator();
            while (byUse.size() > settings.capacity() && resting.hasNext()) {
                CompletableFuture<Shared> candidate = resting.next();
                if (candidate.isDone()) {
                    leaving.add(candidate.join());
                    resting.remove();
                }
            }
        }
        leaving.forEach(Shared::release);
    }

    /** How many generators are open now, those included that only a running inference still holds. */
    public int open() {
        return open.get();
    }

    /** How many images wait for a run, over all generators. */
    public int waitingImages() {
        return inMemory().stream()
                .mapToInt(shared -> shared.runs.waitingImages())
                .sum();
    }

    /** How full the fullest queue is, from 0 to 1. */
    public double fullestQueue() {
        return inMemory().stream()
                .mapToDouble(shared -> shared.runs.fullness())
                .max()
                .orElse(0);
    }

    /** How many runs there were, those of generators included that have gone. */
    public long runs() {
        return runsOfClosed.get()
                + inMemory().stream().mapToLong(shared -> shared.runs.runs()).sum();
    }

    private List<Shared> inMemory() {
        synchronized (lock) {
            return byUse.values().stream()
                    .filter(future -> future.isDone() && !future.isCompletedExceptionally())
                    .map(CompletableFuture::join)
                    .toList();
        }
    }

    /** Whether the checkpoint's generator is in memory. */
    public boolean isLoaded(CheckpointPublished checkpoint) {
        return verification(checkpoint).isPresent();
    }

    /** What came of comparing the checkpoint's generator with its trainer's images; nothing while it is not in memory. */
    public Optional<Verification> verification(CheckpointPublished checkpoint) {
        synchronized (lock) {
            // a look is no use: the order of use stays as it is
            return byUse.entrySet().stream()
                    .filter(entry -> entry.getKey().equals(GeneratorKey.of(checkpoint)))
                    .map(Map.Entry::getValue)
                    .filter(future -> future.isDone() && !future.isCompletedExceptionally())
                    .map(future -> future.join().loaded.verification())
                    .findFirst();
        }
    }

    /**
     * Lets a generator go. Whoever uses it keeps it until it is given back; whoever asks for it again has it loaded again.
     *
     * @return whether it was in memory
     */
    public boolean unload(CheckpointPublished checkpoint) {
        CompletableFuture<Shared> leaving;
        synchronized (lock) {
            leaving = byUse.remove(GeneratorKey.of(checkpoint));
        }
        if (leaving == null) {
            return false;
        }
        var unused = leaving.thenAccept(Shared::release);
        return true;
    }

    /** Closes what is not in use; what is, when it is given back. */
    @Override
    public void close() {
        List<CompletableFuture<Shared>> all;
        synchronized (lock) {
            all = List.copyOf(byUse.values());
            byUse.clear();
        }
        for (CompletableFuture<Shared> generator : all) {
            // one that is still being loaded goes when it is there
            var unused = generator.thenAccept(Shared::release);
        }
        others.shutdown();
    }

    /** The right to use a generator until it is closed. */
    public final class Lease implements AutoCloseable {
        private final Shared shared;
        private boolean returned;

        private Lease(Shared shared) {
            this.shared = shared;
        }

        /** The runs that all who lease this generator share. */
        SharedRuns runs() {
            if (returned) {
                throw new IllegalStateException("this generator has been given back; lease it again");
            }
            return shared.runs;
        }

        /** What is to be said of images that are no copies. */
        public CopyGuard guard() {
            return shared.loaded.copyCheck().guard();
        }

        /**
         * Whether an image is a near copy of a training image, and so must not be handed out. Copies are counted.
         *
         * @param pixels unsigned bytes [C, H, W]
         */
        boolean isCopy(Bytes pixels) {
            boolean copy = shared.loaded.copyCheck().isCopy(pixels, shared.loaded.shape());
            if (copy) {
                withheldImages.increment();
            }
            return copy;
        }

        /** Gives the generator back; doing so twice is harmless. */
        @Override
        public void close() {
            if (!returned) {
                returned = true;
                shared.release();
            }
        }
    }

    /** A generator with the number of its users, the collection itself being one; the last one out closes it. */
    private final class Shared {
        private final LoadedGenerator loaded;
        private final SharedRuns runs;
        private final AtomicInteger users = new AtomicInteger(1);

        Shared(LoadedGenerator loaded) {
            this.loaded = loaded;
            this.runs = new SharedRuns(loaded, settings.batching(), clock, listener, this::executeAsUser);
            open.incrementAndGet();
        }

        boolean retain() {
            return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
        }

        /** A thread that runs for others must not have the generator closed under it when they leave. */
        private void executeAsUser(Runnable work) {
            if (!retain()) {
                throw new RejectedExecutionException("the generator is closed");
            }
            try {
                others.execute(() -> {
                    try {
                        work.run();
                    } finally {
                        release();
                    }
                });
            } catch (RejectedExecutionException e) {
                release();
                throw e;
            }
        }

        void release() {
            if (users.decrementAndGet() == 0) {
                runsOfClosed.addAndGet(runs.runs());
                loaded.close();
                open.decrementAndGet();
            }
        }
    }
}
