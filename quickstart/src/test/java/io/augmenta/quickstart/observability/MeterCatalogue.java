package io.augmenta.quickstart.observability;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * All {@code augmenta_*} meters, by service: {@code observability/metrics.yml}, which rules, dashboards, manifests and docs are compared
 * with, and what services tell, which it is compared with itself. A meter stands there with its type and labels.
 */
public final class MeterCatalogue {
    /** What the project says. */
    public static final Path FILE = Rules.ROOT.resolve("observability/metrics.yml");

    private static final String HEAD = """
            # Every meter of our own that a service shows at /q/metrics: its type, and its labels. ObservabilityIT compares it
            # with the running services and writes what they say to quickstart/target/metrics.yml; deployment's MetricNamesTest
            # compares it with rules, dashboards, manifests, compose files and docs.
            """;
    private static final Pattern TYPE = Pattern.compile("# TYPE (augmenta_\\w+) (\\w+)");
    private static final Pattern SERIES = Pattern.compile("(augmenta_\\w+?)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"[^\"]*\"");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES));

    private MeterCatalogue() {}

    /** The project's text. */
    public static String written() throws IOException {
        return Files.readString(FILE);
    }

    /**
     * The text for what services tell.
     *
     * @param scraped for each service what it answers at {@code /q/metrics}
     */
    public static String of(Map<String, String> scraped) throws IOException {
        Map<String, Map<String, String>> services = new TreeMap<>();
        scraped.forEach((service, text) -> services.put(service, meters(text)));
        return HEAD + YAML.writeValueAsString(services);
    }

    private static Map<String, String> meters(String scraped) {
        Map<String, String> types = new TreeMap<>();
        Map<String, TreeSet<String>> labels = new TreeMap<>();
        scraped.lines().forEach(line -> {
            Matcher type = TYPE.matcher(line);
            Matcher series = SERIES.matcher(line);
            if (type.matches()) {
                types.put(type.group(1), type.group(2));
            } else if (series.matches()) {
                String meter = series.group(1);
                String family = types.containsKey(meter) ? meter : meter.replaceFirst("_(bucket|count|sum)$", "");
                // in one of Prometheus's formats the type of a counter stands without its ending
                Optional.ofNullable(types.get(meter.replaceFirst("_total$", "")))
                        .ifPresent(counter -> types.putIfAbsent(meter, counter));
                TreeSet<String> of = labels.computeIfAbsent(family, unused -> new TreeSet<>());
                LABEL.matcher(series.group(2) == null ? "" : series.group(2))
                        .results()
                        .map(label -> label.group(1))
                        .filter(label -> !label.equals("le"))
                        .forEach(of::add);
            }
        });
        Map<String, String> meters = new TreeMap<>();
        labels.forEach((meter, of) -> meters.put(
                meter,
                types.getOrDefault(meter, "untyped") + of.stream().collect(Collectors.joining(", ", " {", "}"))));
        return meters;
    }
}
