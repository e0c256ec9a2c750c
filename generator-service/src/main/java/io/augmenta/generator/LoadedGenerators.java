package io.augmenta.generator;

import io.augmenta.artifacts.Artifact;
import io.augmenta.artifacts.ArtifactStore;
import io.augmenta.contracts.ArtifactReference;
import io.augmenta.contracts.Bytes;
import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.CopyGuard;
import io.augmenta.generator.batching.ParallelEngine;
import io.augmenta.generator.batching.RunFailedException;
import io.augmenta.generator.batching.RunListener;
import io.augmenta.generator.batching.SharedRuns;
import io.augmenta.generator.batching.WaitClock;
import java.io.IOException;
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
import java.util.concurrent.LinkedBlockingQueue;
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
    private static final Duration REST_UNTIL_GONE = Duration.ofSeconds(10);

    private final ArtifactStore store;
    private final Settings settings;
    private final WaitClock clock;
    private final int maxRunImages;
    private final ThreadPoolExecutor others;
    private final RunListener listener;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong runsOfClosed = new AtomicLong();
    private final LongAdder withheldImages = new LongAdder();
    private final Object lock = new Object();
    /** In the order of use, the one that rests longest first. */
    private final Map<Key, CompletableFuture<Shared>> byUse = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * How many generators, how large, how fast.
     *
     * @param capacity generators that are kept loaded, at least 1; more may be open for a moment while the ones that
     *     have to go are still in use
     * @param maxGeneratorBytes the largest ONNX file that is loaded
     * @param threads threads that make the images of one batch, at least 1
     * @param batching how requests for one generator share its runs
     * @param copyGuard whether copies of training images are looked for
     */
    public record Settings(
            int capacity, int maxGeneratorBytes, int threads, SharedRuns.Settings batching, boolean copyGuard) {
        /** Checks that there is room for one. */
        public Settings {
            if (capacity < 1 || maxGeneratorBytes < 1 || threads < 1) {
                throw new IllegalArgumentException("expected room for at least 1 generator of 1 byte and 1 thread, got "
                        + capacity + ", " + maxGeneratorBytes + " and " + threads);
            }
        }
    }

    private record Key(
            ArtifactReference generator,
            GeneratorShape shape,
            Optional<ArtifactReference> reference,
            Optional<ArtifactReference> fingerprints) {
        static Key of(CheckpointPublished checkpoint) {
            return new Key(
                    checkpoint.generator(),
                    GeneratorShape.of(checkpoint),
                    Optional.ofNullable(checkpoint.reference()),
                    Optional.ofNullable(checkpoint.fingerprints()));
        }
    }

    /** Starts with none. */
    public LoadedGenerators(ArtifactStore store, Settings settings, WaitClock clock) {
        this(store, settings, clock, RunListener.NONE);
    }

    /** Starts with none; runs of all that are loaded are told to the listener. */
    public LoadedGenerators(ArtifactStore store, Settings settings, WaitClock clock, RunListener listener) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.listener = listener;
        this.maxRunImages = (settings.batching().maxBatchImages() + settings.threads() - 1) / settings.threads();
        this.others = otherThreads(settings.threads() - 1);
    }

    /** Threads that end when there is nothing to do. After a shutdown whoever still has a lease works alone. */
    private static ThreadPoolExecutor otherThreads(int threads) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                Math.max(1, threads),
                Math.max(1, threads),
                REST_UNTIL_GONE.toSeconds(),
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> {
                    Thread thread = new Thread(work, "generator-run-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                },
                (work, shutDown) -> {});
        executor.allowCoreThreadTimeOut(true);
        return executor;
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
        Key key = Key.of(checkpoint);
        while (true) {
            Shared shared = sharedOf(key, checkpoint.checkpointId());
            if (shared.retain()) {
                return new Lease(shared);
            }
            // it had to go between being found and being retained: load it again
        }
    }

    private Shared sharedOf(Key key, String checkpointId) throws GeneratorUnavailableException, InterruptedException {
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

    private void loadInto(CompletableFuture<Shared> loading, Key key, String checkpointId) {
        try {
            long started = System.nanoTime();
            Shared shared = loaded(key);
            loading.complete(shared);
            LOG.info(
                    "generator=loaded checkpoint={} sha256={} batches={} verification={} copy_guard={}"
                            + " training_fingerprints={} millis={}",
                    checkpointId,
                    key.generator().sha256(),
                    shared.generator.padsBatches() ? "padded" : "any",
                    shared.verification,
                    shared.copyCheck.guard().label(),
                    shared.copyCheck.images(),
                    (System.nanoTime() - started) / 1_000_000);
            releaseWhatRestsLongest();
        } catch (GeneratorUnavailableException e) {
            forget(key, loading);
            loading.completeExceptionally(new GeneratorUnavailableException(
                    "checkpoint " + checkpointId + " cannot be used: " + e.getMessage(), e));
        } catch (RuntimeException | Error e) {
            forget(key, loading);
            loading.completeExceptionally(e);
            throw e;
        }
    }

    private Shared loaded(Key key) throws GeneratorUnavailableException {
        byte[] onnx = read(key.generator(), "generator");
        OnnxGenerator generator = OnnxGenerator.load(onnx, key.shape(), maxRunImages);
        try {
            Verification verification = verification(generator, key, maxRunImages);
            Optional<OnnxGenerator> forOne =
                    settings.threads() == 1 ? Optional.empty() : generator.loadForOne(onnx, settings.threads());
            return new Shared(generator, forOne, verification, copyCheck(key), key.shape());
        } catch (GeneratorUnavailableException e) {
            generator.close();
            throw e;
        }
    }

    private Verification verification(OnnxGenerator generator, Key key, int maxRunImages)
            throws GeneratorUnavailableException {
        if (key.reference().isEmpty()) {
            return new Verification.Unverified();
        }
        byte[] file = read(key.reference().get(), "reference images");
        try {
            double difference = ReferenceImages.read(file, key.shape()).largestDifference(generator, maxRunImages);
            if (difference <= Verification.TOLERANCE) {
                return new Verification.Verified(difference);
            }
            throw new GeneratorUnavailableException(
                    "it does not make the images that its trainer made: a sample is off by " + difference + ", at most "
                            + Verification.TOLERANCE + " is allowed",
                    null);
        } catch (RunFailedException e) {
            throw new GeneratorUnavailableException(String.valueOf(e.getMessage()), e);
        }
    }

    private CopyCheck copyCheck(Key key) throws GeneratorUnavailableException {
        CopyGuard guard = guard(key.fingerprints());
        return guard == CopyGuard.CHECKED
                ? CopyCheck.read(read(key.fingerprints().orElseThrow(), "fingerprints of training images"))
                : CopyCheck.none(guard);
    }

    private CopyGuard guard(Optional<ArtifactReference> fingerprints) {
        if (!settings.copyGuard()) {
            return CopyGuard.OFF;
        }
        return fingerprints.isPresent() ? CopyGuard.CHECKED : CopyGuard.NO_INDEX;
    }

    /** What is done so that a checkpoint's images are no copies of training images. */
    public CopyGuard guard(CheckpointPublished checkpoint) {
        return guard(Optional.ofNullable(checkpoint.fingerprints()));
    }

    /** How many images were withheld since they are near copies of training images. */
    public long withheldImages() {
        return withheldImages.sum();
    }

    private byte[] read(ArtifactReference file, String what) throws GeneratorUnavailableException {
        try {
            return store.read(Artifact.of(file.sha256(), file.sizeBytes()), settings.maxGeneratorBytes());
        } catch (IOException e) {
            throw new GeneratorUnavailableException("its " + what + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void forget(Key key, CompletableFuture<Shared> loading) {
        synchronized (lock) {
            byUse.remove(key, loading);
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
                    .filter(loading -> loading.isDone() && !loading.isCompletedExceptionally())
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
                    .filter(entry -> entry.getKey().equals(Key.of(checkpoint)))
                    .map(Map.Entry::getValue)
                    .filter(loading -> loading.isDone() && !loading.isCompletedExceptionally())
                    .map(loading -> loading.join().verification)
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
            leaving = byUse.remove(Key.of(checkpoint));
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
            return shared.copyCheck.guard();
        }

        /**
         * Which images are near copies of training images, and so must not be handed out. They are counted.
         *
         * @param images unsigned bytes [C, H, W] of each
         */
        boolean[] copies(List<Bytes> images) {
            boolean[] copies = shared.copyCheck.copies(images, shared.shape, settings.threads(), others);
            for (boolean copy : copies) {
                withheldImages.add(copy ? 1 : 0);
            }
            return copies;
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
        private final OnnxGenerator generator;
        private final Optional<OnnxGenerator> forOne;
        private final SharedRuns runs;
        private final Verification verification;
        private final CopyCheck copyCheck;
        private final GeneratorShape shape;
        private final AtomicInteger users = new AtomicInteger(1);

        Shared(
                OnnxGenerator generator,
                Optional<OnnxGenerator> forOne,
                Verification verification,
                CopyCheck copyCheck,
                GeneratorShape shape) {
            this.generator = generator;
            this.forOne = forOne;
            this.verification = verification;
            this.copyCheck = copyCheck;
            this.shape = shape;
            this.runs = new SharedRuns(
                    new ParallelEngine(generator, forOne.orElse(generator), settings.threads(), maxRunImages, others),
                    settings.batching(),
                    clock,
                    listener);
            open.incrementAndGet();
        }

        boolean retain() {
            return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
        }

        void release() {
            if (users.decrementAndGet() == 0) {
                runsOfClosed.addAndGet(runs.runs());
                generator.close();
                forOne.ifPresent(OnnxGenerator::close);
                open.decrementAndGet();
            }
        }
    }
}
