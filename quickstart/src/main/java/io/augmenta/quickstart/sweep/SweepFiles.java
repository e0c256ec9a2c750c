package io.augmenta.quickstart.sweep;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that a sweep leaves. */
public final class SweepFiles {

    private SweepFiles() {}

    /**
     * Writes {@code sweep.json}, {@code sweep.html} and {@code gallery.png}.
     *
     * @param folder where to
     * @throws IOException if a file cannot be written
     */
    public static void write(Path folder, SweepPlan plan, SweepResult result) throws IOException {
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(folder.resolve("sweep.json").toFile(), SweepDocument.of(plan, result));
        Files.writeString(folder.resolve("sweep.html"), SweepPage.html(plan, result));
        Files.write(folder.resolve("gallery.png"), GallerySheet.png(result));
    }
}
