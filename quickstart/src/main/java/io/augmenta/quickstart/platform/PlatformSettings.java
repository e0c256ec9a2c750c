package io.augmenta.quickstart.platform;

import io.augmenta.zoo.torch.TorchSettings.DeviceChoice;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the platform runs.
 *
 * @param work where it keeps its data
 * @param imageRoots folders below which images may be ingested
 * @param httpPort port of the services on 127.0.0.1, or 0 for a free one
 * @param externalKafka {@code HOST:PORT} of a broker to use; null to start one in this process
 * @param logOnConsole whether warnings also go to the console; the log file has them in any case
 * @param services what runs in this process
 * @param trainers how many trainer processes share the requests and the cores of this machine, this one among them
 * @param logFile what broker and services say
 * @param device where to train and score; null for what the services' configuration says
 * @param models folder of the networks that the evaluator may use; null for what its configuration says
 * @param watches folders that are watched for images, by the names of their data sets
 */
public record PlatformSettings(
        WorkFolder work,
        List<Path> imageRoots,
        int httpPort,
        @Nullable String externalKafka,
        boolean logOnConsole,
        ServiceSelection services,
        int trainers,
        Path logFile,
        @Nullable DeviceChoice device,
        @Nullable Path models,
        Map<String, Path> watches) {

    /** The evaluator's setting for the folder of networks. */
    public static final String MODELS_FOLDER = "augmenta.evaluator.models.folder";

    private static final String TRAINER_THREADS = "augmenta.trainer.threads";
    private static final String EVALUATOR_THREADS = "augmenta.evaluator.threads";

    /** Copies the collections. */
    public PlatformSettings {
        imageRoots = List.copyOf(imageRoots);
        watches = Map.copyOf(watches);
        if (trainers < 1) {
            throw new IllegalArgumentException("trainers must be at least 1, but is " + trainers);
        }
    }

    /** On the device of the services' configuration. */
    public PlatformSettings(
            WorkFolder work,
            List<Path> imageRoots,
            int httpPort,
            @Nullable String externalKafka,
            boolean logOnConsole,
            ServiceSelection services,
            int trainers,
            Path logFile) {
        this(
                work,
                imageRoots,
                httpPort,
                externalKafka,
                logOnConsole,
                services,
                trainers,
                logFile,
                null,
                null,
                Map.of());
    }

    /** All services, with the only trainer among them. */
    public PlatformSettings(
            WorkFolder work,
            List<Path> imageRoots,
            int httpPort,
            @Nullable String externalKafka,
            boolean logOnConsole) {
        this(work, imageRoots, httpPort, externalKafka, logOnConsole, ServiceSelection.ALL, 1, work.logFile());
    }

    /** The same on another device. */
    public PlatformSettings on(DeviceChoice other) {
        return new PlatformSettings(
                work,
                imageRoots,
                httpPort,
                externalKafka,
                logOnConsole,
                services,
                trainers,
                logFile,
                other,
                models,
                watches);
    }

    /** The same with networks from that folder. */
    public PlatformSettings withModels(Path folder) {
        return new PlatformSettings(
                work,
                imageRoots,
                httpPort,
                externalKafka,
                logOnConsole,
                services,
                trainers,
                logFile,
                device,
                folder,
                watches);
    }

    /** The same, with folders that are watched for images. */
    public PlatformSettings watching(Map<String, Path> folders) {
        return new PlatformSettings(
                work,
                imageRoots,
                httpPort,
                externalKafka,
                logOnConsole,
                services,
                trainers,
                logFile,
                device,
                models,
                folders);
    }

    /** The services' configuration, which wins over their defaults. */
    Map<String, String> serviceConfiguration(String bootstrapServers) {
        Map<String, String> configuration = new HashMap<>();
        configuration.put("kafka.bootstrap.servers", bootstrapServers);
        configuration.put("augmenta.artifacts.folder", work.artifacts().toString());
        configuration.put("augmenta.ingest.allowed-roots", commaSeparated(imageRoots));
        configuration.put("quarkus.http.port", Integer.toString(httpPort));
        configuration.put("quarkus.log.file.path", logFile.toString());
        configuration.put("quarkus.log.console.enabled", Boolean.toString(logOnConsole));
        configuration.put("augmenta.augmentation.acts", Boolean.toString(services.keepsAugmented()));
        configuration.put("augmenta.ingest.watch.acts", Boolean.toString(services.keepsAugmented()));
        watches.forEach((dataset, folder) -> configuration.put(
                "augmenta.ingest.watches.\"" + dataset + "\".folder",
                folder.toAbsolutePath().normalize().toString()));
        services.silentChannels()
                .forEach(channel -> configuration.put("mp.messaging.incoming." + channel + ".enabled", "false"));
        threads().ifPresent(number -> {
            configuration.put(TRAINER_THREADS, number);
            configuration.put(EVALUATOR_THREADS, number);
        });
        if (device != null) {
            configuration.put("augmenta.trainer.device", device.toString());
            configuration.put("augmenta.evaluator.device", device.toString());
        }
        if (models != null) {
            configuration.put(MODELS_FOLDER, models.toString());
        }
        return configuration;
    }

    /** One engine serves trainer and evaluator, and has one number of threads; the trainer's where they are said to differ. */
    private Optional<String> threads() {
        Optional<String> said = saidOutside(TRAINER_THREADS);
        if (said.isPresent()) {
            return said;
        }
        if (trainers > 1) {
            return Optional.of(Integer.toString(Math.max(1, Runtime.getRuntime().availableProcessors() / trainers)));
        }
        return saidOutside(EVALUATOR_THREADS);
    }

    /** What a system property, or else a variable of the environment, says of a property. */
    public static Optional<String> saidOutside(String property) {
        return Stream.of(System.getProperty(property), System.getenv(variable(property)))
                .filter(Objects::nonNull)
                .filter(value -> !value.isBlank())
                .findFirst();
    }

    /** The environment variable that says the same as a property. */
    public static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /** As MicroProfile Config reads lists: a comma or backslash of a path itself is escaped. */
    private static String commaSeparated(List<Path> paths) {
        return paths.stream()
                .map(path -> path.toAbsolutePath().normalize().toString())
                .map(path -> path.replace("\\", "\\\\").replace(",", "\\,"))
                .collect(Collectors.joining(","));
    }
}
