package io.augmenta.quickstart.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules for Prometheus do what they say, and each alert says what to do. */
class PrometheusRulesTest {
    private static final String HOW_TO_GET = "Debian and Ubuntu have it in the package prometheus";

    @Test
    void rulesAndConfigurationAreWhatPrometheusUnderstands() throws Exception {
        Path promtool = Program.require("promtool", HOW_TO_GET);

        run(promtool, "check", "rules", "rules/recording.yml", "rules/alerts.yml");
        run(promtool, "check", "config", "prometheus.yml");
    }

    @Test
    void alertsFireWhenTheyShouldAndNotElse() throws Exception {
        Path promtool = Program.require("promtool", HOW_TO_GET);

        run(promtool, "test", "rules", "tests/alerts.test.yml");
    }

    @Test
    void eachAlertIsTestedAndHasARunbook() throws Exception {
        String tests = Files.readString(Rules.FOLDER.resolve("tests/alerts.test.yml"));
        Set<String> pages = new TreeSet<>();
        for (Rules.Alert alert : Rules.alerts()) {
            String page = alert.annotations().path("runbook_url").asText().replace("{{ $externalLabels.docs }}", "");
            pages.add(page);
            assertTrue(tests.contains("alertname: " + alert.name() + "\n"), alert.name());
            assertTrue(Set.of("warning", "critical").contains(alert.severity()), alert.name());
            assertFalse(alert.annotations().path("summary").asText().isBlank(), alert.name());
            assertFalse(alert.annotations().path("description").asText().isBlank(), alert.name());
            String text = Files.readString(Rules.ROOT.resolve(page));
            assertTrue(text.startsWith("# " + alert.name() + "\n\nSeverity: " + alert.severity()), page);
        }
        try (Stream<Path> files = Files.list(Rules.ROOT.resolve("docs/runbooks"))) {
            Set<String> there = files.map(file -> "docs/runbooks/" + file.getFileName())
                    .filter(file -> !file.endsWith("README.md"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(there, pages);
        }
    }

    private static void run(Path program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(Rules.FOLDER.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }
}
