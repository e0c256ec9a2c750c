package io.augmenta.quickstart.platform;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What is done when the process is told to end (Ctrl-C, SIGTERM) while a command is at work. Closing it, at the
 * command's regular end, takes it back.
 */
public final class Shutdown implements AutoCloseable {

    /** Takes leave; its failure is told on the console, since nobody is left to handle it. */
    @FunctionalInterface
    public interface LeaveTaking {
        void run() throws Exception;
    }

    private final AtomicBoolean underWay = new AtomicBoolean();
    private final Thread hook;

    private Shutdown(LeaveTaking leaveTaking) {
        hook = new Thread(() -> run(leaveTaking), "shutdown");
    }

    /** Arranges for {@code leaveTaking} to run when the process is told to end. */
    public static Shutdown arrange(LeaveTaking leaveTaking) {
        Shutdown shutdown = new Shutdown(leaveTaking);
        Runtime.getRuntime().addShutdownHook(shutdown.hook);
        return shutdown;
    }

    /** Whether the process has been told to end; failures that follow from that are not worth a word. */
    public boolean underWay() {
        return underWay.get();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the virtual machine is on its way out, and the hook at work
            underWay.set(true);
        }
    }

    private void run(LeaveTaking leaveTaking) {
        underWay.set(true);
        try {
            leaveTaking.run();
        } catch (Exception e) {
            System.err.println("augmenta: leaving was not in order: " + e.getMessage());
        }
    }
}
