package io.augmenta.scoring.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.scoring.features.FeatureMatrix;
import io.augmenta.scoring.features.NearestSearch;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingNativesTest {
    @TempDir
    Path unpacked;

    @Test
    void withoutTheNativesOfThePlatformTheErrorSaysWhatToPutOnTheClassPath() throws IOException, InterruptedException {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String withoutNatives = Arrays.stream(all.split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains(Loader.getPlatform() + ".jar"))
                .collect(Collectors.joining(File.pathSeparator));

        Path said = unpacked.resolve("said.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.bytedeco.javacpp.cachedir=" + unpacked,
                        "-cp",
                        withoutNatives,
                        Search.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertTrue(process.waitFor(2, TimeUnit.MINUTES), "it does not end");
        } finally {
            process.destroyForcibly();
        }
        String output = Files.readString(said);

        assertEquals(1, process.exitValue(), output);
        assertTrue(
                output.contains("MissingNativesException: OpenBLAS could not be loaded for " + Loader.getPlatform()),
                output);
        assertTrue(output.contains("with the classifier " + Loader.getPlatform() + " on the class path"), output);
        assertTrue(output.contains(unpacked.toString()), output);
    }

    /** Looks for a neighbour. */
    static final class Search {
        private Search() {}

        public static void main(String[] arguments) {
            FeatureMatrix two = FeatureMatrix.owning(2, 1, new float[] {1, 2});
            System.out.println(NearestSearch.among(two, 1, Workers.one()).distance(0, 0));
        }
    }
}
