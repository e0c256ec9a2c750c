package io.augmenta.evaluator.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * OpenBLAS (scoring) and libtorch (training) bring matrix routines of the same names into one process. Whichever is loaded
 * first, both have to compute what they would alone.
 */
class TwoEnginesTest {
    @TempDir
    private Path folder;

    @Test
    void productsAndTrainingsAreTheSameWhicheverEngineIsLoadedFirst() throws IOException, InterruptedException {
        List<String> blasFirst = run("products", "training", "products", "training");
        List<String> torchFirst = run("training", "products", "training", "products");

        String products = only(blasFirst, "products");
        assertEquals(products, only(torchFirst, "products"));
        String training = only(blasFirst, "training");
        assertEquals(training, only(torchFirst, "training"));
        assertTrue(products.endsWith("right"), products);
        assertTrue(training.endsWith("right"), training);
    }

    /** What both times of a kind said, which must be the same. */
    private static String only(List<String> lines, String kind) {
        List<String> said = lines.stream().filter(line -> line.startsWith(kind)).toList();
        assertEquals(2, said.size(), lines.toString());
        assertEquals(said.get(0), said.get(1));
        return said.get(0);
    }

    private List<String> run(String... order) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Path said = Files.createTempFile(folder, "said", ".txt");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-Xmx512m",
                        "-Dai.djl.offline=true",
                        "-DOPT_OUT_TRACKING=true",
                        "-cp",
                        classPath,
                        TwoEngines.class.getName(),
                        folder.toString(),
                        String.join(",", order))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertTrue(process.waitFor(5, TimeUnit.MINUTES), "it does not end");
        } finally {
            process.destroyForcibly();
        }
        String output = Files.readString(said);
        assertEquals(0, process.exitValue(), output);
        return output.lines().toList();
    }
}
