package io.augmenta.quickstart.observability;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A program that is not Java's, and not everybody's machine has. */
public final class Program {

    private Program() {}

    /**
     * Finds a program on the path. Where it is missing the test is skipped and says so; in CI, which installs it, it fails.
     *
     * @param name what it is called
     * @param howToGet for whoever wants the test to run
     */
    public static Path require(String name, String howToGet) {
        Optional<Path> found = Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
                .map(folder -> Path.of(folder).resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
        String said = name + " is not on the path, so this test did not run; " + howToGet;
        if (found.isEmpty()) {
            System.out.println(said);
            if (System.getenv("CI") != null) {
                fail(said);
            }
        }
        assumeTrue(found.isPresent(), said);
        return found.orElseThrow();
    }
}
