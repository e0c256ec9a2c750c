package io.augmenta.quickstart.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Dashboards can be read by people who did not make them. That they are what Grafana's schema says, npm run check tells. */
class DashboardsTest {
    private static final Pattern RANGE = Pattern.compile("\\[([^\\]]*)]");
    private static final String DOCS = "${docs}";

    @Test
    void thereIsOneForEachConcern() throws IOException {
        assertEquals(
                Set.of(
                        "augmenta-overview",
                        "augmenta-training",
                        "augmenta-quality",
                        "augmenta-serving",
                        "augmenta-kafka-jvm"),
                Dashboards.all().stream()
                        .map(dashboard -> dashboard.path("uid").asText())
                        .collect(Collectors.toSet()));
    }

    @Test
    void whoeverLooksChoosesTheDataSource() throws IOException {
        for (JsonNode dashboard : Dashboards.all()) {
            assertTrue(
                    StreamSupport.stream(
                                    dashboard.path("templating").path("list").spliterator(), false)
                            .anyMatch(variable -> variable.path("type").asText().equals("datasource")),
                    dashboard.path("uid").asText());
            for (JsonNode panel : Dashboards.panels(dashboard)) {
                panel.path("targets")
                        .forEach(target -> assertEquals(
                                "${datasource}",
                                target.path("datasource").path("uid").asText(),
                                panel.path("title").asText()));
            }
        }
    }

    @Test
    void panelsHaveTitlesUnitsAndRoom() throws IOException {
        for (JsonNode dashboard : Dashboards.all()) {
            Set<String> titles = new HashSet<>();
            for (JsonNode panel : Dashboards.panels(dashboard)) {
                String title = panel.path("title").asText();
                assertTrue(titles.add(title), title);
                assertTrue(panel.path("gridPos").path("w").asInt() > 0, title);
                if (!panel.path("type").asText().equals("text")) {
                    assertFalse(
                            panel.path("fieldConfig")
                                    .path("defaults")
                                    .path("unit")
                                    .asText()
                                    .isEmpty(),
                            title);
                    assertTrue(panel.path("targets").size() > 0, title);
                }
            }
        }
    }

    @Test
    void ratesAreOfAnIntervalThatHasSamples() throws IOException {
        for (Dashboards.Query query : Dashboards.queries()) {
            Matcher range = RANGE.matcher(query.expression());
            while (range.find()) {
                assertEquals("$__rate_interval", range.group(1), query.where());
            }
        }
    }

    @Test
    void linksToRunbooksLeadToPages() throws IOException {
        int links = 0;
        for (JsonNode dashboard : Dashboards.all()) {
            for (JsonNode panel : Dashboards.panels(dashboard)) {
                for (JsonNode link : panel.path("links")) {
                    String url = link.path("url").asText();
                    assertTrue(url.startsWith(DOCS), url);
                    assertTrue(Files.exists(Rules.ROOT.resolve(url.substring(DOCS.length()))), url);
                    links++;
                }
            }
        }
        assertTrue(links > 10);
    }
}
