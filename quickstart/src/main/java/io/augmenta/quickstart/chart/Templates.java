package io.augmenta.quickstart.chart;

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

/** Templates that lie beside the classes that fill them. What goes into one is escaped. */
public final class Templates {

    private static final Engine ENGINE = Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
            .build();

    private static final Template LOSSES = of(LossSheet.class, "losses.svg");

    private Templates() {}

    static String svg(LossSheet.Sheet sheet) {
        return LOSSES.data("sheet", sheet).render();
    }

    /** The template of that name beside a class. */
    public static Template of(Class<?> beside, String name) {
        return ENGINE.parse(resource(beside, name), Variant.forContentType(Variant.TEXT_HTML), name);
    }

    /** The resource of that name beside a class, to be put into a template as it is. */
    public static RawString raw(Class<?> beside, String name) {
        return new RawString(resource(beside, name));
    }

    private static String resource(Class<?> beside, String name) {
        try (InputStream resource = beside.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("the application lacks its own resource " + name);
            }
            return new String(resource.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the application's own resource " + name + " cannot be read", e);
        }
    }
}
