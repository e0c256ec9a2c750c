package io.augmenta.quickstart.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom, as the design says. */
class ArchitectureTest {

    private static final String ROOT = "io.augmenta.";
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.augmenta");

    private static final Set<String> LIBRARIES =
            Set.of("contracts", "eventlog", "imaging", "scoring", "artifacts", "zoo", "extraction", "export");
    private static final Set<String> SERVICES = Set.of("ingest", "trainer", "generator", "evaluator", "augmentation");

    /** For each module, by the package that holds it, the modules that it may know. */
    private static final Map<String, Set<String>> MAY_KNOW = mayKnow();

    private static Map<String, Set<String>> mayKnow() {
        Map<String, Set<String>> mayKnow = new TreeMap<>();
        for (String module : List.of("contracts", "imaging", "scoring", "artifacts", "kafka", "s3")) {
            mayKnow.put(module, Set.of());
        }
        mayKnow.put("eventlog", Set.of("contracts", "artifacts"));
        mayKnow.put("zoo", Set.of("imaging", "scoring"));
        mayKnow.put("extraction", Set.of("imaging", "scoring", "zoo"));
        mayKnow.put("export", Set.of("contracts", "imaging", "artifacts"));
        mayKnow.put("telemetry", Set.of("contracts", "eventlog", "artifacts"));
        Set<String> ofServices = new TreeSet<>(LIBRARIES);
        ofServices.add("telemetry");
        SERVICES.forEach(service -> mayKnow.put(service, ofServices));
        Set<String> all = new TreeSet<>(mayKnow.keySet());
        mayKnow.put("quickstart", all);
        return mayKnow;
    }

    private static Stream<String> modules() {
        return MAY_KNOW.keySet().stream();
    }

    private static Stream<String> services() {
        return SERVICES.stream();
    }

    private static String[] packages(Stream<String> modules) {
        return modules.map(module -> ROOT + module + "..").toArray(String[]::new);
    }

    @Test
    void everyPackageBelongsToAModule() {
        Set<String> segments = new TreeSet<>();
        for (JavaClass type : PRODUCT) {
            segments.add(type.getPackageName().substring(ROOT.length()).replaceFirst("\\..*", ""));
        }

        assertEquals(MAY_KNOW.keySet(), segments);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aModuleKnowsNoOtherModulesThanItMay(String module) {
        String[] forbidden = packages(modules()
                .filter(other -> !other.equals(module))
                .filter(other -> !MAY_KNOW.getOrDefault(module, Set.of()).contains(other)));

        noClasses()
                .that()
                .resideInAPackage(ROOT + module + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(forbidden))
                .check(PRODUCT);
    }

    @ParameterizedTest
    @MethodSource("services")
    void inAServiceEachFrameworkHasOnePlace(String service) {
        Map<String, List<String>> placeOfFramework = Map.of(
                "messaging",
                List.of(
                        "org.apache.kafka..",
                        "org.eclipse.microprofile.reactive.messaging..",
                        "io.smallrye.reactive.messaging.."),
                "rest",
                List.of("jakarta.ws.rs..", "org.jboss.resteasy.."),
                "meters",
                List.of("io.micrometer.."));

        placeOfFramework.forEach((place, framework) -> noClasses()
                .that()
                .resideInAPackage(ROOT + service + "..")
                .and()
                .resideOutsideOfPackage(ROOT + service + "." + place + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(framework.toArray(String[]::new)))
                .check(PRODUCT));
    }

    @ParameterizedTest
    @MethodSource("services")
    void theCoreOfAServiceIsPlainJava(String service) {
        noClasses()
                .that()
                .resideInAPackage(ROOT + service)
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "jakarta.enterprise..",
                        "jakarta.inject..",
                        "io.quarkus..",
                        "io.smallrye..",
                        "org.eclipse.microprofile.."))
                .check(PRODUCT);
    }

    @Test
    void whatAvroGeneratesStaysInsideContracts() {
        classes()
                .that()
                .resideInAPackage("io.augmenta.contracts.avro..")
                .should()
                .onlyBeAccessed()
                .byAnyPackage("io.augmenta.contracts..")
                .check(PRODUCT);
    }

    @Test
    void thePyTorchBridgeIsReachedInOnePackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.augmenta.zoo.torch..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("ai.djl.pytorch.."))
                .check(PRODUCT);
    }

    @Test
    void librariesKnowNoFramework() {
        String[] libraries = packages(LIBRARIES.stream());

        noClasses()
                .that(resideInAnyPackage(libraries))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("io.quarkus..", "jakarta..", "io.smallrye..", "io.micrometer.."))
                .check(PRODUCT);
    }
}
