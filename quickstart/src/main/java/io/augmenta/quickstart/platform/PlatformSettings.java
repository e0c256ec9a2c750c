package io.augmenta.quickstart.platform;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the platform runs.
 *
 * @param work where it keeps its data
 * @param imageRoots folders below which images may be ingested
 * @param httpPort port of the services on 127.0.0.1, or 0 for a free one
 * @param externalKafka {@code HOST:PORT} of a broker to use; null to start one in this process
 * @param logOnConsole whether warnings also go to the console; the log file has them in any case
 */
public record PlatformSettings(
        WorkFolder work,
        List<Path> imageRoots,
        int httpPort,
        @Nullable String externalKafka,
        boolean logOnConsole) {

    /** Copies the list. */
    public PlatformSettings {
        imageRoots = List.copyOf(imageRoots);
    }

    /** The services' configuration, which wins over their defaults. */
    Map<String, String> serviceConfiguration(String bootstrapServers) {
        Map<String, String> configuration = new HashMap<>();
        configuration.put("kafka.bootstrap.servers", bootstrapServers);
        configuration.put("augmenta.artifacts.folder", work.artifacts().toString());
        configuration.put("augmenta.ingest.allowed-roots", commaSeparated(imageRoots));
        configuration.put("quarkus.http.port", Integer.toString(httpPort));
        configuration.put("quarkus.log.file.path", work.logFile().toString());
        configuration.put("quarkus.log.console.enabled", Boolean.toString(logOnConsole));
        return configuration;
    }

    /** As MicroProfile Config reads lists: a comma or backslash of a path itself is escaped. */
    private static String commaSeparated(List<Path> paths) {
        return paths.stream()
                .map(path -> path.toAbsolutePath().normalize().toString())
                .map(path -> path.replace("\\", "\\\\").replace(",", "\\,"))
                .collect(Collectors.joining(","));
    }
}
