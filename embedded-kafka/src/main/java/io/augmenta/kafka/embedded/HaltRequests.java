package io.augmenta.kafka.embedded;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a broker that gives up (its disk is full, its folder is gone) from taking the JVM with it.
 *
 * <p>Kafka then calls {@code Runtime.halt}, which is right for a process of its own and wrong for one that it shares.
 * Its hook is one for the JVM and does not say who called, so every open broker is told.
 */
final class HaltRequests implements AutoCloseable {

    private static final Set<Consumer<String>> LISTENERS = ConcurrentHashMap.newKeySet();

    private final Consumer<String> listener;

    private HaltRequests(Consumer<String> listener) {
        this.listener = listener;
    }

    static HaltRequests reportTo(Consumer<String> listener) {
        Exit.setHaltProcedure(HaltRequests::tellAll);
        LISTENERS.add(listener);
        return new HaltRequests(listener);
    }

    @Override
    public void close() {
        LISTENERS.remove(listener);
    }

    // Exit.halt throws when this returns, which ends the thread of Kafka's that called it
    private static void tellAll(int status, @Nullable String message) {
        String reason = message == null ? "it asked to end the process with status " + status : message;
        LISTENERS.forEach(listener -> listener.accept(reason));
    }
}
