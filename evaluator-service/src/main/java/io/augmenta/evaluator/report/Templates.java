package io.augmenta.evaluator.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.RawString;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;

/** The templates beside this class. Everything that goes into one is escaped, except other templates' results. */
final class Templates {
    private static final Engine ENGINE = Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
            .build();

    private static final Template PAGE = template("report.html");
    private static final Template PANEL = template("panel.svg");
    private static final Template LOSSES = template("losses.svg");
    private static final RawString STYLE = new RawString(resource("report.css"));

    private Templates() {}

    static String page(ReportPage page) {
        return PAGE.data("page", page).data("style", STYLE).render();
    }

    /** The inside of an {@code svg} element of the panel's size. */
    static RawString panel(ChartPanel panel) {
        return new RawString(PANEL.data("panel", panel).render());
    }

    /** A picture of all the panels, two beside each other. */
    static String losses(String title, List<ChartPanel> panels) {
        return LOSSES.data("sheet", LossSheet.of(title, panels)).render();
    }

    /** Where the panels go, in units of the picture. */
    record LossSheet(String title, int width, int height, List<Placed> panels) {
        private static final int COLUMNS = 2;
        private static final int HEADING = 40;

        /** A panel's drawing and where its upper left corner goes. */
        record Placed(int left, int top, RawString panel) {}

        static LossSheet of(String title, List<ChartPanel> panels) {
            List<Placed> placed = IntStream.range(0, panels.size())
                    .mapToObj(i -> new Placed(
                            i % COLUMNS * ChartPanel.WIDTH,
                            HEADING + i / COLUMNS * ChartPanel.HEIGHT,
                            Templates.panel(panels.get(i))))
                    .toList();
            int rows = (panels.size() + COLUMNS - 1) / COLUMNS;
            return new LossSheet(title, COLUMNS * ChartPanel.WIDTH, HEADING + rows * ChartPanel.HEIGHT, placed);
        }
    }

    private static Template template(String name) {
        return ENGINE.parse(resource(name), Variant.forContentType(Variant.TEXT_HTML), name);
    }

    private static String resource(String name) {
        try (InputStream resource = Templates.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("The application lacks its own resource " + name);
            }
            return new String(resource.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The application's own resource " + name + " cannot be read", e);
        }
    }
}
