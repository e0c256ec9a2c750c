package io.augmenta.generator;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Settings of the service under test: an artifact store of its own, and limits that a test can reach. */
public final class GeneratorServiceResource implements QuarkusTestResourceLifecycleManager {
    static final int MAX_BATCH_BYTES = 20_000;
    static final int MAX_INLINE_ANSWER_BYTES = 200 * 16 * 16;
    static final int MAX_STORED_BATCH_BYTES = 40_000;
    static final int MAX_LOG_IMAGES = 500;
    static final int MAX_SHEET_IMAGES = 40;
    static final int MAX_REQUESTS = 32;
    static final int MAX_STREAM_IMAGES = 100_000;

    @Override
    public Map<String, String> start() {
        try {
            Path artifacts = Files.createTempDirectory(Path.of("target"), "artifacts-");
            return Map.ofEntries(
                    Map.entry("augmenta.artifacts.folder", artifacts.toString()),
                    Map.entry("augmenta.generator.batches.max-bytes", Integer.toString(MAX_BATCH_BYTES)),
                    Map.entry(
                            "augmenta.generator.batches.inline-answer-bytes",
                            Integer.toString(MAX_INLINE_ANSWER_BYTES)),
                    Map.entry("augmenta.generator.batches.stored-max-bytes", Integer.toString(MAX_STORED_BATCH_BYTES)),
                    Map.entry("augmenta.generator.limits.log-images", Integer.toString(MAX_LOG_IMAGES)),
                    Map.entry("augmenta.generator.limits.sheet-images", Integer.toString(MAX_SHEET_IMAGES)),
                    Map.entry("augmenta.generator.limits.stream-images", Integer.toString(MAX_STREAM_IMAGES)),
                    Map.entry("augmenta.generator.checkpoints.await-at-most", "3s"),
                    Map.entry("augmenta.generator.rest.concurrent-requests", Integer.toString(MAX_REQUESTS)),
                    Map.entry("augmenta.generator.inference.queue-images", "128"),
                    Map.entry("augmenta.generator.inference.threads", "1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}
}
