package io.augmenta.zoo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses ZOO = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.augmenta.zoo");

    @Test
    void onlyTheBridgeTouchesThePyTorchEngine() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.augmenta.zoo.torch")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl.pytorch..")
                .check(ZOO);
    }

    @Test
    void layersRecipesDataAndOnnxKnowNoEngine() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.augmenta.zoo.layer",
                        "io.augmenta.zoo.recipe",
                        "io.augmenta.zoo.data",
                        "io.augmenta.zoo.random",
                        "io.augmenta.zoo.architecture",
                        "io.augmenta.zoo.onnx")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl..")
                .check(ZOO);
    }

    @Test
    void trainingKnowsNothingOfServices() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "io.quarkus..", "jakarta..", "io.augmenta.contracts..")
                .check(ZOO);
    }
}
