package io.augmenta.generator;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.ReleaseDecided;
import io.augmenta.contracts.ReleaseDecision;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which checkpoint a name stands for. When {@code latest} or {@code released} come to mean another checkpoint, that one is
 * loaded and verified first, and the one before is served meanwhile; where the new one cannot be used it goes on being
 * served. Only a checkpoint whose release was withdrawn is never served on. Thread-safe.
 */
public final class ServedNames {
    private static final Logger LOG = LoggerFactory.getLogger(ServedNames.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final Checkpoints checkpoints;
    private final LoadedGenerators generators;
    private final Executor preparation;
    private final Map<String, Served> byName = new HashMap<>();

    /** What is served under a name, and what is to follow. */
    private static final class Served {
        private CheckpointPublished current;
        private @Nullable CheckpointPublished preparing;
        private @Nullable String failedId;
        private long failedAtNanos;

        Served(CheckpointPublished current) {
            this.current = current;
        }
    }

    /**
     * Knows no name at first.
     *
     * @param preparation loads what is to be served next; stays with the caller
     */
    public ServedNames(Checkpoints checkpoints, LoadedGenerators generators, Executor preparation) {
        this.checkpoints = checkpoints;
        this.generators = generators;
        this.preparation = preparation;
    }

    /**
     * The checkpoint that is served under a name now.
     *
     * @param name an id, latest, released or released:DATASET
     * @throws UnknownCheckpointException if there is no such checkpoint
     * @throws NothingReleasedException if a released one is meant and there is none, or there are several
     */
    public CheckpointPublished named(String name) throws UnknownCheckpointException, NothingReleasedException {
        CheckpointPublished meant = checkpoints.named(name);
        if (meant.checkpointId().equals(name)) {
            return meant;
        }
        synchronized (byName) {
            Served served = byName.computeIfAbsent(name, unknown -> new Served(meant));
            if (same(served.current, meant)) {
                return meant;
            }
            if (!mayServe(name, served.current) || generators.isLoaded(meant)) {
                swap(name, served, meant);
                return meant;
            }
            prepare(name, served, meant);
            return served.current;
        }
    }

    /** Looks at all names that were asked for, since checkpoints or decisions have come. */
    public void refresh() {
        List<String> names;
        synchronized (byName) {
            names = List.copyOf(byName.keySet());
        }
        for (String name : names) {
            try {
                named(name);
            } catch (UnknownCheckpointException | NothingReleasedException e) {
                // nothing stands behind the name any more: whoever asks for it is told
                synchronized (byName) {
                    byName.remove(name);
                }
            }
        }
    }

    private boolean mayServe(String name, CheckpointPublished checkpoint) {
        if (name.equals(Checkpoints.LATEST)) {
            return true;
        }
        return checkpoints.releases().standing().stream()
                .filter(decision -> decision.checkpointId().equals(checkpoint.checkpointId()))
                .filter(decision -> name.equals(Checkpoints.RELEASED)
                        || decision.dataset().equals(name.substring(Checkpoints.RELEASED_FOR.length())))
                .map(ReleaseDecided::decision)
                .anyMatch(decision -> decision == ReleaseDecision.RELEASED);
    }

    private void prepare(String name, Served served, CheckpointPublished next) {
        boolean underWay = served.preparing != null && same(served.preparing, next);
        boolean failedLately = next.checkpointId().equals(served.failedId)
                && System.nanoTime() - served.failedAtNanos < RETRY_AFTER.toNanos();
        if (underWay || failedLately) {
            return;
        }
        served.preparing = next;
        try {
            preparation.execute(() -> load(name, served, next));
        } catch (RejectedExecutionException stopping) {
            served.preparing = null;
        }
    }

    private void load(String name, Served served, CheckpointPublished next) {
        boolean usable = false;
        try {
            generators.lease(next).close();
            usable = true;
        } catch (GeneratorUnavailableException e) {
            LOG.error(
                    "served=kept name={} checkpoint={} refused={} reason=\"{}\"",
                    name,
                    served.current.checkpointId(),
                    next.checkpointId(),
                    e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            synchronized (byName) {
                loaded(name, served, next, usable);
            }
        }
    }

    private void loaded(String name, Served served, CheckpointPublished next, boolean usable) {
        if (served.preparing != null && same(served.preparing, next)) {
            served.preparing = null;
            if (usable) {
                swap(name, served, next);
            } else {
                served.failedId = next.checkpointId();
                served.failedAtNanos = System.nanoTime();
            }
        }
    }

    private static void swap(String name, Served served, CheckpointPublished next) {
        LOG.info("served=swapped name={} from={} to={}", name, served.current.checkpointId(), next.checkpointId());
        served.current = next;
    }

    private static boolean same(CheckpointPublished one, CheckpointPublished other) {
        return one.checkpointId().equals(other.checkpointId());
    }
}
