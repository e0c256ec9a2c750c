package io.augmenta.zoo.training;

import ai.djl.ndarray.NDManager;
import io.augmenta.zoo.torch.HostTensors;
import io.augmenta.zoo.torch.TorchRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;

/**
 * The devices that share a run's batches. The first leads and is served by the caller's thread; each other one has a thread
 * of its own, for whether operations are recorded is a property of the thread.
 *
 * <p>Used by one thread at a time; whoever makes it closes it, after all else that was made on its devices.
 */
final class DeviceGroup implements AutoCloseable {

    private final List<Member> members = new ArrayList<>();
    private final List<ExecutorService> threads = new ArrayList<>();

    /**
     * One device and what is needed to compute on it.
     *
     * @param torch a runtime of this device alone
     * @param manager owns what lives on the device during a step; closed with the group
     * @param host brings numbers to the device
     */
    record Member(TorchRuntime torch, NDManager manager, HostTensors host) {}

    DeviceGroup(TorchRuntime torch) {
        for (TorchRuntime device : torch.each()) {
            members.add(new Member(device, device.newManager(), new HostTensors()));
        }
        for (int device = 1; device < members.size(); device++) {
            String name = "augmenta-device-" + device;
            threads.add(Executors.newSingleThreadExecutor(work -> {
                Thread thread = new Thread(work, name);
                thread.setDaemon(true);
                return thread;
            }));
        }
    }

    int size() {
        return members.size();
    }

    Member member(int device) {
        return members.get(device);
    }

    /** The device that leads. */
    Member first() {
        return members.get(0);
    }

    /**
     * Does work on the first devices at once, and waits for all of it, also where some of it fails.
     *
     * @param count how many devices take part, 1 or more
     * @param work given the number of its device, from 0; what it owns on the device goes with the group at the latest
     */
    <T> List<T> each(int count, IntFunction<T> work) {
        List<CompletableFuture<T>> results = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            int device = i;
            results.add(CompletableFuture.supplyAsync(() -> work.apply(device), threads.get(device - 1)));
        }
        results.add(0, CompletableFuture.supplyAsync(() -> work.apply(0), Runnable::run));
        // not to be left while another thread still computes with tensors that the caller is about to close
        results.forEach(
                result -> result.handle((done, failed) -> failed == null).join());
        return results.stream().map(DeviceGroup::resultOf).toList();
    }

    private static <T> T resultOf(CompletableFuture<T> done) {
        try {
            return done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        threads.forEach(ExecutorService::shutdown);
        members.forEach(member -> member.manager().close());
    }
}
