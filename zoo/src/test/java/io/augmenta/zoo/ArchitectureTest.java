package io.augmenta.zoo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import ai.djl.ndarray.NDArray;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
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

    /** They put the number into memory that is gone before the gradient is taken. */
    @Test
    void tensorsMeetPlainNumbersOnlyByArithmetic() {
        for (String operation : List.of("add", "sub", "mul", "div", "pow", "maximum", "minimum")) {
            noClasses()
                    .should()
                    .callMethod(NDArray.class, operation, Number.class)
                    .check(ZOO);
        }
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
