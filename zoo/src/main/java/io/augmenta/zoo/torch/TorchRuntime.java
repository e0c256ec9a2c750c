package io.augmenta.zoo.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PyTorch engine of this process, started without network and without usage tracking.
 *
 * <p>The engine's native part can be loaded by one class loader of a process only: under Quarkus, have
 * {@code ai.djl:api} and {@code ai.djl.pytorch:pytorch-engine} loaded parent-first. Immutable and thread-safe.
 */
public final class TorchRuntime {

    private static final Logger LOG = LoggerFactory.getLogger(TorchRuntime.class);

    private final Engine engine;
    private final Device device;

    private TorchRuntime(Engine engine, Device device) {
        this.engine = engine;
        this.device = device;
    }

    /**
     * Starts the engine, or joins the one that runs; the number of threads is the latest caller's. The first start on a
     * machine unpacks the natives into DJL's cache folder ({@code DJL_CACHE_DIR}).
     *
     * @throws NoGpuException when a GPU is asked for and there is none
     */
    public static synchronized TorchRuntime start(TorchSettings settings) {
        stayOffline();
        Engine engine = Engine.getEngine("PyTorch");
        Device device = choose(settings.device(), engine);
        if (settings.threads() > 0) {
            JniUtils.setNumThreads(settings.threads());
        }
        TorchRuntime runtime = new TorchRuntime(engine, device);
        LOG.info("event=torch-started version={} device=\"{}\"", engine.getVersion(), runtime.deviceName());
        return runtime;
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

    private static Device choose(TorchSettings.DeviceChoice choice, Engine engine) {
        if (choice == TorchSettings.DeviceChoice.CPU) {
            return Device.cpu();
        }
        boolean gpuThere = engine.getGpuCount() > 0;
        if (choice == TorchSettings.DeviceChoice.GPU && !gpuThere) {
            throw new NoGpuException();
        }
        return gpuThere ? Device.gpu() : Device.cpu();
    }

    /** Where tensors live and operators run. */
    public Device device() {
        return device;
    }

    /** The device in words, such as {@code CPU, 2 threads} or {@code GPU 0}. */
    public String deviceName() {
        if (device.isGpu()) {
            return "GPU " + device.getDeviceId();
        }
        return threads() == 1 ? "CPU, 1 thread" : "CPU, " + threads() + " threads";
    }

    /** Threads per operator. */
    public int threads() {
        return JniUtils.getNumThreads();
    }

    /** A new owner of tensors on the device; the caller closes it, and all that it owns goes with it. */
    public NDManager newManager() {
        return engine.newBaseManager(device);
    }
}
