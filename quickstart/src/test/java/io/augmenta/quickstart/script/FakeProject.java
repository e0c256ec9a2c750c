package io.augmenta.quickstart.script;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The start script in a project of nothing but what it looks at: sources, a Maven wrapper and JDKs that only tell how
 * they were called.
 */
final class FakeProject {

    /** What the script ended with and said. */
    record Run(int exitStatus, String out, String err) {}

    private static final List<String> TOOLS =
            List.of("sh", "cat", "dirname", "readlink", "sed", "find", "mkdir", "rm", "touch", "stty", "ls", "env");

    private final Path root;
    private final Path tools;
    private final Map<String, String> environment = new TreeMap<>();

    FakeProject(Path root) throws IOException {
        this.root = root;
        this.tools = provideTools(root.resolveSibling("tools"));
        Files.createDirectories(root.resolve(".mvn"));
        Files.createDirectories(root.resolve("quickstart/src/main/java"));
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        Files.writeString(root.resolve("quickstart/pom.xml"), "<project/>");
        Files.writeString(root.resolve("quickstart/src/main/java/Augmenta.java"), "class Augmenta {}");
        Files.copy(script(), root.resolve("augmenta"), StandardCopyOption.COPY_ATTRIBUTES);
        executable(root.resolve("mvnw"), """
                echo "mvnw $*" >>builds.log
                [ -z "${FAKE_BUILD_FAILS:-}" ] || exit 1
                mkdir -p quickstart/target/quarkus-app
                : >quickstart/target/quarkus-app/quarkus-run.jar
                """);
        environment.put("PATH", tools.toString());
    }

    /** The script that is tested: the one at the top of the project that holds this module. */
    private static Path script() {
        return Path.of(System.getProperty("augmenta.project.root"), "augmenta");
    }

    Path root() {
        return root;
    }

    Path tools() {
        return tools;
    }

    FakeProject with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** A JDK of some version; without javac it is a runtime. Its java prints its arguments, one a line. */
    static Path jdk(Path home, String version, boolean withCompiler) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        executable(home.resolve("bin/java"), """
                case "$*" in
                    *-version)
                        echo "    java.home = %s" >&2
                        echo 'openjdk version "%s" 2026-01-20' >&2
                        echo 'OpenJDK Runtime Environment' >&2
                        exit 0 ;;
                esac
                for argument; do echo "<$argument>"; done
                echo "MALLOC_ARENA_MAX=$MALLOC_ARENA_MAX DJL_OFFLINE=$DJL_OFFLINE"
                exit "${FAKE_EXIT_STATUS:-0}"
                """.formatted(home, version));
        if (withCompiler) {
            executable(home.resolve("bin/javac"), "exit 0\n");
        }
        return home;
    }

    /** As if built just now. */
    FakeProject built() throws IOException {
        Path app = root.resolve("quickstart/target/quarkus-app/quarkus-run.jar");
        Files.createDirectories(app.getParent());
        Files.writeString(app, "");
        Files.setLastModifiedTime(app, FileTime.from(Instant.now().plusSeconds(60)));
        return this;
    }

    int builds() throws IOException {
        Path log = root.resolve("builds.log");
        return Files.exists(log) ? Files.readAllLines(log).size() : 0;
    }

    Run run(String... arguments) throws IOException, InterruptedException {
        return run(root.resolve("augmenta"), root, arguments);
    }

    Run run(Path script, Path from, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile("out", ".txt");
        Path err = Files.createTempFile("err", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(from.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("the script did not end within a minute");
            }
            return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** A PATH of its own, so that no java of the machine is on it. */
    private static Path provideTools(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String tool : TOOLS) {
            Path found = List.of(Path.of("/bin"), Path.of("/usr/bin")).stream()
                    .map(bin -> bin.resolve(tool))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow(
                            () -> new UncheckedIOException(new IOException(tool + " is neither in /bin nor /usr/bin")));
            // no links out of the temporary folder: whoever cleans up should find nothing to follow
            executable(folder.resolve(tool), "exec " + found + " \"$@\"\n");
        }
        return folder;
    }

    static void executable(Path file, String body) throws IOException {
        Files.write(file, ("#!/bin/sh\n" + body).getBytes(UTF_8));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
