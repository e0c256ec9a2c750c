package io.augmenta.quickstart.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.quickstart.script.FakeProject.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The start script under {@code /bin/sh}; it is not for Windows. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script is for POSIX shells")
class StartScriptTest {

    private final Path folder;
    private final FakeProject project;

    StartScriptTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        project = new FakeProject(folder.resolve("a project"));
    }

    @Test
    void argumentsArriveAsTheyWereGivenAndTheExitStatusComesBack() throws Exception {
        useJdk("21.0.2").built().with("FAKE_EXIT_STATUS", "42");

        Run run = project.run("demo", "--data", "my images", "", "*");

        assertEquals(42, run.exitStatus(), run.err());
        List<String> lines = run.out().lines().toList();
        int jar = lines.indexOf("<-jar>");
        assertEquals(
                List.of(
                        "<" + project.root().toRealPath() + "/quickstart/target/quarkus-app/quarkus-run.jar>",
                        "<demo>",
                        "<--data>",
                        "<my images>",
                        "<>",
                        "<*>"),
                lines.subList(jar + 1, jar + 7));
        assertTrue(run.out().contains("MALLOC_ARENA_MAX=1 DJL_OFFLINE=true"), run.out());
        assertEquals(0, project.builds());
    }

    @Test
    void aValueFromOutsideWinsOverTheScripts() throws Exception {
        useJdk("17").built().with("MALLOC_ARENA_MAX", "4").with("AUGMENTA_JAVA_OPTS", "-Xmx2g -Dmore=1");

        Run run = project.run("demo");

        assertTrue(run.out().contains("MALLOC_ARENA_MAX=4"), run.out());
        assertTrue(run.out().contains("<-Xmx2g>\n<-Dmore=1>\n"), run.out());
    }

    @Test
    void withoutAnyJavaItSaysWhatToInstall() throws Exception {
        Run run = project.run("demo");

        assertEquals(1, run.exitStatus());
        assertTrue(run.err().contains("no Java found"), run.err());
        assertTrue(run.err().contains("Install a JDK 17 or later"), run.err());
        assertTrue(run.err().contains("JAVA_HOME"), run.err());
    }

    @Test
    void anOldJavaIsNamedWithItsVersion() throws Exception {
        useJdk("11.0.22");

        Run run = project.run("demo");

        assertEquals(1, run.exitStatus());
        assertTrue(run.err().contains("Java 17 or later is needed"), run.err());
        assertTrue(run.err().contains("is Java 11"), run.err());
    }

    @Test
    void theOldWayToNumberVersionsIsUnderstood() throws Exception {
        useJdk("1.8.0_392");

        Run run = project.run("demo");

        assertEquals(1, run.exitStatus());
        assertTrue(run.err().contains("is Java 8"), run.err());
    }

    @Test
    void anEarlyAccessVersionIsUnderstood() throws Exception {
        useJdk("26-ea").built();

        Run run = project.run("demo");

        assertEquals(0, run.exitStatus(), run.err());
        assertTrue(run.out().contains("<--enable-native-access=ALL-UNNAMED>"), run.out());
    }

    @Test
    void anOlderJdkGetsNoOptionThatItDoesNotKnow() throws Exception {
        useJdk("17.0.9").built();

        Run run = project.run("demo");

        assertFalse(run.out().contains("--enable-native-access"), run.out());
    }

    @Test
    void aJavaHomeThatLeadsNowhereIsNamedAndPathServes() throws Exception {
        Path jdk = FakeProject.jdk(folder.resolve("jdk"), "17.0.9", true);
        Files.createSymbolicLink(project.tools().resolve("java"), jdk.resolve("bin/java"));
        project.built().with("JAVA_HOME", folder.resolve("gone").toString());

        Run run = project.run("demo");

        assertEquals(0, run.exitStatus(), run.err());
        assertTrue(run.err().contains("JAVA_HOME (" + folder.resolve("gone") + ") has no bin/java"), run.err());
    }

    @Test
    void bothJavasTooOldAreBothNamed() throws Exception {
        Path old = FakeProject.jdk(folder.resolve("jdk8"), "1.8.0_392", true);
        Files.createSymbolicLink(project.tools().resolve("java"), old.resolve("bin/java"));
        useJdk("11.0.22");

        Run run = project.run("demo");

        assertEquals(1, run.exitStatus());
        assertTrue(run.err().contains("is Java 11 and PATH"), run.err());
        assertTrue(run.err().contains("is Java 8"), run.err());
    }

    @Test
    void whatIsNotBuiltIsBuiltOnceAndSaidSo() throws Exception {
        useJdk("17.0.9");

        Run first = project.run("demo");
        Run second = project.run("demo");

        assertEquals(0, first.exitStatus(), first.err());
        assertTrue(first.err().contains("building with Java 17"), first.err());
        assertTrue(first.out().contains("<demo>"), first.out());
        assertEquals("", second.err());
        assertEquals(1, project.builds());
    }

    @Test
    void aChangedSourceIsBuiltAgain() throws Exception {
        useJdk("17.0.9").built();
        Path source = project.root().resolve("quickstart/src/main/java/Augmenta.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(120)));

        project.run("demo");

        assertEquals(1, project.builds());
    }

    @Test
    void aFailedBuildEndsInAnErrorAndIsTriedAgain() throws Exception {
        useJdk("17.0.9").built();
        Path source = project.root().resolve("quickstart/src/main/java/Augmenta.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(120)));

        Run failed = project.with("FAKE_BUILD_FAILS", "yes").run("demo");
        Files.setLastModifiedTime(source, FileTime.from(Instant.EPOCH));
        Run next = project.with("FAKE_BUILD_FAILS", "").run("demo");

        assertEquals(1, failed.exitStatus());
        assertTrue(failed.err().contains("the build failed"), failed.err());
        assertEquals("", failed.out());
        assertEquals(0, next.exitStatus(), next.err());
        assertEquals(2, project.builds());
    }

    @Test
    void buildingWithARuntimeThatHasNoCompilerIsRefused() throws Exception {
        Path runtime = FakeProject.jdk(folder.resolve("jre"), "17.0.9", false);
        project.with("JAVA_HOME", runtime.toString());

        Run run = project.run("demo");

        assertEquals(1, run.exitStatus());
        assertTrue(run.err().contains(runtime + " is a Java runtime without a compiler"), run.err());
        assertEquals(0, project.builds());
    }

    @Test
    void aRuntimeWithoutACompilerRunsWhatIsBuilt() throws Exception {
        Path runtime = FakeProject.jdk(folder.resolve("jre"), "17.0.9", false);
        project.built().with("JAVA_HOME", runtime.toString());

        assertEquals(0, project.run("demo").exitStatus());
    }

    @Test
    void itWorksThroughLinksFromAnyFolder() throws Exception {
        useJdk("17.0.9").built();
        Path elsewhere = Files.createDirectories(folder.resolve("else where"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("first link"), Path.of("../a project/augmenta"));
        Path linkToLink = Files.createSymbolicLink(folder.resolve("second"), link);

        Run run = project.run(linkToLink, elsewhere, "score");

        assertEquals(0, run.exitStatus(), run.err());
        assertTrue(run.out().contains("<" + project.root().toRealPath() + "/quickstart/target"), run.out());
    }

    private FakeProject useJdk(String version) throws IOException {
        Path jdk = FakeProject.jdk(folder.resolve("a jdk"), version, true);
        return project.with("JAVA_HOME", jdk.toString());
    }
}
