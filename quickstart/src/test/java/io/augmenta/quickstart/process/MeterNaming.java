package io.augmenta.quickstart.process;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the names, units and labels of meters may be, held against what a service shows. */
final class MeterNaming {

    /** Name and help of a meter in Prometheus's format. */
    private static final Pattern HELP = Pattern.compile("# HELP (\\S+) (.*)");

    private static final Pattern SERIES = Pattern.compile("(augmenta_\\w+?)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    /** What a name may end in: units, then what is counted. */
    private static final Pattern UNIT = Pattern.compile(".*_(total|seconds|bytes|ratio|info"
            + "|images|records|ingests|loaded|streams|per_second|in_progress|epoch|epochs|norm|loss|distance|met|limit"
            + "|released|files|waiting|blocked)");

    private static final Set<String> LABELS = Set.of(
            "le",
            "topic",
            "group",
            "outcome",
            "reason",
            "channel",
            "stage",
            "ending",
            "name",
            "device",
            "data_set",
            "model",
            "data_type",
            "split",
            "over",
            "bound",
            "sample",
            "rule",
            "decision",
            "by",
            "state",
            "store",
            "operation");

    /** How many series of its own a service may have; the evaluator has some for each data set and model. */
    private static final int MOST_SERIES = 300;

    private MeterNaming() {}

    /** Fails where a service shows a meter without help or unit, a label that is not known, or an id. */
    static void check(String service, List<String> lines) {
        Map<String, String> help = new TreeMap<>();
        lines.stream()
                .map(HELP::matcher)
                .filter(Matcher::matches)
                .forEach(said -> help.put(said.group(1), said.group(2)));
        List<Matcher> series =
                lines.stream().map(SERIES::matcher).filter(Matcher::matches).toList();
        assertTrue(series.size() > 3, service);
        assertTrue(series.size() < MOST_SERIES, service + " has " + series.size() + " series");
        System.out.println("observability service=" + service + " augmenta_series=" + series.size() + " series="
                + lines.stream().filter(line -> !line.startsWith("#")).count());
        for (Matcher one : series) {
            checkSeries(one.group(1), one.group(2), help);
        }
    }

    private static void checkSeries(String name, String labels, Map<String, String> help) {
        String meter = Stream.of(name, name.replaceFirst("_total$", ""), name.replaceFirst("_(bucket|count|sum)$", ""))
                .filter(help::containsKey)
                .findFirst()
                .orElse(name);
        assertFalse(help.getOrDefault(meter, "").isBlank(), name + " has no help text");
        assertTrue(
                name.endsWith("_total")
                        || UNIT.matcher(meter.replaceFirst("_max$", "")).matches(),
                meter + " has no unit");
        Matcher label = LABEL.matcher(labels == null ? "" : labels);
        while (label.find()) {
            assertTrue(LABELS.contains(label.group(1)), name + " has the label " + label.group(1));
            assertFalse(label.group(2).matches(".*(-r\\d|[0-9a-f]{8}).*"), name + " has an id in " + label.group());
        }
    }
}
