package io.augmenta.quickstart.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.png.PngEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreCommandTest {

    private final Path folder;
    private final Path real;
    private final Path generated;

    ScoreCommandTest(@TempDir Path folder) {
        this.folder = folder;
        real = folder.resolve("real");
        generated = folder.resolve("generated");
    }

    @Test
    void aFolderComparedWithItselfHasNoDistance() throws IOException {
        write(real.resolve("a.png"), 10);
        write(real.resolve("b.png"), 200);

        CommandRun run = score("--generated", real.toString());

        assertEquals(0, run.exitStatus(), run.err());
        assertEquals(
                List.of(
                        "2 real, 2 generated images; grey, padded to a square, averaged to 64×64 pixels; seed 7",
                        "",
                        "Intensities of real and generated images (Kolmogorov-Smirnov):",
                        "class  compared           statistic  p-value  real  generated",
                        "all    pixels                0.0000     1.00  8192       8192",
                        "all    image means           0.0000     1.00     2          2",
                        "all    image deviations      0.0000     1.00     2          2",
                        "all    image entropies       0.0000     1.00     2          2",
                        "all    image roughnesses     0.0000     1.00     2          2"),
                run.out().lines().limit(9).toList());
        assertTrue(run.out().contains("Left out: Nearness to training images"), run.out());
        assertTrue(run.out().contains("coverage: they need --extractor"), run.out());
    }

    /** Of the images' means {10, 20, 30} and {20, 30, 40}, a third of each is beyond the other: a distance of 1/3. */
    @Test
    void figuresAreThoseOfTheTestByHandPerClassAndOverall() throws IOException {
        for (int level : new int[] {10, 20, 30}) {
            write(real.resolve("even/" + level + ".png"), level);
            write(generated.resolve("even/" + (level + 10) + ".png"), level + 10);
        }
        write(real.resolve("apart/1.png"), 0);
        write(generated.resolve("apart/1.png"), 255);
        write(generated.resolve("only-generated/1.png"), 100);
        Path json = folder.resolve("out/ks.json");

        CommandRun run = score("--generated", generated.toString(), "--json", json.toString(), "--image-size", "8");

        assertEquals(0, run.exitStatus(), run.err());
        JsonNode comparison = new ObjectMapper().readTree(json.toFile()).path("kolmogorov_smirnov");
        JsonNode even = comparison.path("per_class").path("even");
        assertEquals(1 / 3.0, even.path("image_means").path("statistic").asDouble(), 1e-12);
        assertEquals(1 / 3.0, even.path("pixels").path("statistic").asDouble(), 1e-12);
        assertEquals(3 * 64, even.path("pixels").path("first_count").asLong());
        assertEquals(
                1.0,
                comparison
                        .path("per_class")
                        .path("apart")
                        .path("pixels")
                        .path("statistic")
                        .asDouble());
        assertEquals(2, comparison.path("per_class").size());
        // means 0 10 20 30 against 20 30 40 100 255: up to 30 lie all of the one and two fifths of the other
        assertEquals(
                0.6,
                comparison.path("overall").path("image_means").path("statistic").asDouble(),
                1e-12);
        assertEquals(
                4,
                comparison
                        .path("overall")
                        .path("image_means")
                        .path("first_count")
                        .asLong());
        assertTrue(run.out().lines().anyMatch(line -> line.matches("even +image means +0.3333 .*")), run.out());
    }

    @Test
    void filesThatAreNoImagesAreNamedAndLeftOut() throws IOException {
        write(real.resolve("a.png"), 10);
        write(generated.resolve("a.png"), 10);
        Files.writeString(generated.resolve("notes.txt"), "not an image");

        CommandRun run = score("--generated", generated.toString());

        assertEquals(0, run.exitStatus());
        assertTrue(run.err().contains("left out " + generated.resolve("notes.txt")), run.err());
        assertTrue(run.out().contains("1 real, 1 generated images"), run.out());
    }

    @Test
    void aFolderThatIsMissingIsNamed() throws IOException {
        write(real.resolve("a.png"), 10);

        CommandRun run = score("--generated", generated.toString());

        assertEquals(1, run.exitStatus());
        assertEquals("augmenta: " + generated + " does not exist", run.err().strip());
    }

    @Test
    void aFolderWithoutImagesIsNamed() throws IOException {
        write(real.resolve("a.png"), 10);
        Files.createDirectories(generated);
        Files.writeString(generated.resolve("notes.png"), "not an image");

        CommandRun run = score("--generated", generated.toString());

        assertEquals(1, run.exitStatus());
        assertTrue(run.err().contains("none of the 1 files in " + generated + " is an image"), run.err());
    }

    private CommandRun score(String... more) {
        String[] arguments = Arrays.copyOf(new String[] {"score", "--real", real.toString()}, 3 + more.length);
        System.arraycopy(more, 0, arguments, 3, more.length);
        return CommandRun.of(arguments);
    }

    private static void write(Path file, int level) throws IOException {
        byte[] pixels = new byte[16 * 16];
        Arrays.fill(pixels, (byte) level);
        Files.createDirectories(file.getParent());
        Files.write(file, PngEncoder.encode(RasterImage.grey(16, 16, pixels)));
    }
}
