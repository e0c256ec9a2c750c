package io.augmenta.quickstart.platform;

import io.augmenta.quickstart.progress.ProgressDisplay;
import io.augmenta.zoo.torch.TorchSettings.DeviceChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The trainer processes beside this one. Closing ends them all; that is safe at any time and from any thread, also while
 * they are being started.
 */
public final class FurtherTrainers implements AutoCloseable {

    private final ProgressDisplay progress;
    private final List<TrainerProcess> running = new ArrayList<>();
    private boolean closed;

    /**
     * None yet.
     *
     * @param progress is told which there are and which are lost; the caller closes it
     */
    public FurtherTrainers(ProgressDisplay progress) {
        this.progress = progress;
    }

    /**
     * Starts them and waits until they take requests.
     *
     * @param bootstrapServers {@code HOST:PORT} of the broker
     * @param work shared with them
     * @param trainers how many there are to be in all, this process among them
     * @param device where they train; null for what their configuration says
     * @throws PlatformException if one does not come up; those that did are ended by {@link #close}
     * @throws InterruptedException if the calling thread is interrupted
     */
    public void start(String bootstrapServers, WorkFolder work, int trainers, @Nullable DeviceChoice device)
            throws PlatformException, InterruptedException {
        if (trainers == 1) {
            return;
        }
        progress.begin("trainers");
        List<TrainerProcess> started = new ArrayList<>();
        for (int number = 2; number <= trainers; number++) {
            TrainerProcess process = TrainerProcess.start(bootstrapServers, work, number, trainers, device);
            started.add(process);
            if (!keep(process)) {
                return;
            }
        }
        for (TrainerProcess process : started) {
            process.awaitReady();
        }
        progress.finish("this process and "
                + started.stream().map(process -> "process " + process.pid()).collect(Collectors.joining(", ")));
    }

    /** False where they are being ended meanwhile. */
    private synchronized boolean keep(TrainerProcess process) {
        if (closed) {
            process.close();
            return false;
        }
        running.add(process);
        return true;
    }

    /** Tells which have gone since this was asked last. */
    public synchronized void noteLosses() {
        if (closed) {
            return;
        }
        running.removeIf(process -> {
            if (process.alive()) {
                return false;
            }
            progress.note("trainer process " + process.pid() + " is gone; others take over what it had");
            return true;
        });
    }

    @Override
    public void close() {
        List<TrainerProcess> open;
        synchronized (this) {
            closed = true;
            open = List.copyOf(running);
        }
        open.parallelStream().forEach(TrainerProcess::close);
    }
}
