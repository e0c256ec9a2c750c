package io.augmenta.quickstart.platform;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the platform runs.
 *
 * @param work where it keeps its data
 * @param httpPort port of the services on 127.0.0.1, or 0 for a free one
 * @param externalKafka {@code HOST:PORT} of a broker to use; null to start one in this process
 * @param logOnConsole whether warnings also go to the console; the log file has them in any case
 */
public record PlatformSettings(
        WorkFolder work, int httpPort, @Nullable String externalKafka, boolean logOnConsole) {

    /** The services' configuration, which wins over their defaults. */
    Map<String, String> serviceConfiguration(String bootstrapServers) {
        Map<String, String> configuration = new HashMap<>();
        configuration.put("kafka.bootstrap.servers", bootstrapServers);
        configuration.put("augmenta.artifacts.folder", work.artifacts().toString());
        configuration.put("quarkus.http.port", Integer.toString(httpPort));
        configuration.put("quarkus.log.file.path", work.logFile().toString());
        configuration.put("quarkus.log.console.enabled", Boolean.toString(logOnConsole));
        return configuration;
    }
}
