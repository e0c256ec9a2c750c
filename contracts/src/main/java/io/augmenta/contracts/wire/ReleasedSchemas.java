package io.augmenta.contracts.wire;

import io.augmenta.contracts.Event;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** Every schema that events were ever written with, as resources {@code released/EVENT.N.avsc}, N from 1. */
final class ReleasedSchemas {
    private ReleasedSchemas() {}

    static List<Schema> of(Class<? extends Event> eventType) {
        List<Schema> released = new ArrayList<>();
        for (int number = 1; ; number++) {
            String name = "released/" + eventType.getSimpleName() + "." + number + ".avsc";
            try (InputStream in = ReleasedSchemas.class.getResourceAsStream(name)) {
                if (in == null) {
                    return released;
                }
                released.add(new Schema.Parser().parse(in));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the released schema " + name, e);
            }
        }
    }
}
