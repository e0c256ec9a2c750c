package io.augmenta.zoo.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PyTorch engine of this process, started without network and without usage tracking, on one or several devices. The
 * first device leads: it holds what lives longest, and computes what is not worth sharing.
 *
 * <p>The engine's native part can be loaded by one class loader of a process only: under Quarkus, have
 * {@code ai.djl:api} and {@code ai.djl.pytorch:pytorch-engine} loaded parent-first. Immutable and thread-safe.
 */
public final class TorchRuntime {

    private static final Logger LOG = LoggerFactory.getLogger(TorchRuntime.class);

    /**
     * DJL sets the number of threads to this while it loads the natives, before anybody can compute. As a property it is one
     * for all class loaders of the process, as the natives are.
     */
    private static final String THREADS = "ai.djl.pytorch.num_threads";

    private final Engine engine;
    private final List<Device> devices;

    private TorchRuntime(Engine engine, List<Device> devices) {
        this.engine = engine;
        this.devices = List.copyOf(devices);
    }

    /**
     * Starts the engine, or joins the one that runs. The number of threads is the first caller's and never changes: sums are
     * taken in an order that depends on it, and a thread of the caller takes up whatever number holds when it first computes.
     * The first start on a machine unpacks the natives into DJL's cache folder ({@code DJL_CACHE_DIR}).
     *
     * @throws NoGpuException when a GPU is asked for that is not there
     * @throws ThreadsFixedException when the engine runs with another number of threads
     */
    public static synchronized TorchRuntime start(TorchSettings settings) {
        boolean first = fixThreads(settings.threadCount());
        Engine engine = engine();
        if (first) {
            // or whoever only counted the GPUs before would have left the number open
            JniUtils.setNumThreads(settings.threadCount());
        }
        int gpus = engine.getGpuCount();
        TorchRuntime runtime = new TorchRuntime(engine, devices(settings.device(), gpus));
        LOG.info(
                "event=torch-started version={} choice={} gpus_seen={} device=\"{}\"",
                engine.getVersion(),
                settings.device(),
                gpus,
                runtime.deviceName());
        return runtime;
    }

    /**
     * Starts the engine where it does not run, and says how many GPUs it sees: 0 where the natives are those of the CPU,
     * or where there is no driver or no CUDA runtime.
     */
    public static synchronized int gpuCount() {
        return engine().getGpuCount();
    }

    /** Whether this was the first to say so, in this process. */
    private static boolean fixThreads(int wanted) {
        String number = Integer.toString(wanted);
        Object fixed = System.getProperties().putIfAbsent(THREADS, number);
        if (fixed != null && !fixed.equals(number)) {
            throw new ThreadsFixedException(wanted, fixed.toString(), THREADS);
        }
        return fixed == null;
    }

    private static Engine engine() {
        stayOffline();
        return Engine.getEngine("PyTorch");
    }

    /** Without these, DJL asks its model zoo and a cloud's metadata address when it starts. */
    private static void stayOffline() {
        setUnlessSet("ai.djl.offline");
        setUnlessSet("OPT_OUT_TRACKING");
    }

    private static void setUnlessSet(String property) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, "true");
        }
    }

    static List<Device> devices(TorchSettings.DeviceChoice choice, int gpuCount) {
        if (choice instanceof TorchSettings.DeviceChoice.Cpu) {
            return List.of(Device.cpu());
        }
        if (choice instanceof TorchSettings.DeviceChoice.Automatic && gpuCount == 0) {
            return List.of(Device.cpu());
        }
        if (choice instanceof TorchSettings.DeviceChoice.OneGpu one && one.index() < gpuCount) {
            return List.of(Device.gpu(one.index()));
        }
        if (choice instanceof TorchSettings.DeviceChoice.OneGpu || gpuCount == 0) {
            throw new NoGpuException(choice, gpuCount);
        }
        return IntStream.range(0, gpuCount).mapToObj(Device::gpu).toList();
    }

    /** Where tensors live and operators run; the first where there are several. */
    public Device device() {
        return devices.get(0);
    }

    /** A runtime for each device, the leading one first; this alone where there is but one. */
    public List<TorchRuntime> each() {
        return devices.size() == 1
                ? List.of(this)
                : devices.stream()
                        .map(device -> new TorchRuntime(engine, List.of(device)))
                        .toList();
    }

    /** A runtime for the first device alone, for work that is not shared. */
    public TorchRuntime first() {
        return each().get(0);
    }

    /**
     * A runtime that shares each batch among so many replicas on the first device, as if there were so many devices. It is
     * for trying out the sharing where there is one device; it makes nothing faster.
     *
     * @throws IllegalArgumentException when there are to be none
     */
    public TorchRuntime replicated(int replicas) {
        if (replicas < 1) {
            throw new IllegalArgumentException("There are to be %d replicas; 1 or more are needed".formatted(replicas));
        }
        return new TorchRuntime(engine, Collections.nCopies(replicas, device()));
    }

    /** The devices in words, such as {@code CPU, 2 threads}, {@code GPU 0} or {@code GPU 0 + GPU 1}. */
    public String deviceName() {
        if (device().isGpu()) {
            return devices.stream().map(gpu -> "GPU " + gpu.getDeviceId()).collect(Collectors.joining(" + "));
        }
        String name = threads() == 1 ? "CPU, 1 thread" : "CPU, " + threads() + " threads";
        return devices.size() == 1 ? name : name + ", " + devices.size() + " replicas";
    }

    /** Threads per operator. */
    public int threads() {
        return JniUtils.getNumThreads();
    }

    /** A new owner of tensors on the first device; the caller closes it, and all that it owns goes with it. */
    public NDManager newManager() {
        return engine.newBaseManager(device());
    }
}
