package io.augmenta.zoo.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.augmenta.zoo.recipe.RecipeParameter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassifierSettingsTest {

    @Test
    void whatIsLeftOutTakesItsDefault() {
        ClassifierSettings settings = ClassifierSettings.parse(Map.of("epochs", " 12 ", "zoom", "0"), 5);
        assertEquals(new ClassifierSettings(5, 12, 16, 0.003, 0.05, 0.05, 16, 0.5, 0.06, 10, 0, 0), settings);
    }

    @Test
    void writtenSettingsReadBackAsTheSame() {
        ClassifierSettings settings = new ClassifierSettings(3, 7, 8, 0.01, 0, 0.1, 24, 0, 0.125, 2.5, 0.3, 0.2);
        assertEquals(settings, ClassifierSettings.parse(settings.parameters(), 3));
    }

    @Test
    void describesEverySettingWithItsDefault() {
        List<RecipeParameter> described = ClassifierSettings.describe();
        Map<String, String> defaults = ClassifierSettings.defaults(1).parameters();
        assertEquals(
                List.copyOf(defaults.keySet()),
                described.stream().map(RecipeParameter::name).toList());
        assertEquals(
                List.copyOf(defaults.values()),
                described.stream().map(RecipeParameter::defaultValue).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "epochs | 0 | epochs is 0; allowed: a whole number from 1 to 10000",
                "epochs | 2.5 | epochs is \"2.5\"; allowed: a whole number from 1 to 10000",
                "batch-size | 3 | batch-size is 3; allowed: a whole number from 4 to 1024",
                "learning-rate | 0 | learning-rate is 0; allowed: a number from 1.0E-7 to 1",
                "learning-rate | NaN | learning-rate is NaN; allowed: a number from 1.0E-7 to 1",
                "width | many | width is \"many\"; allowed: a whole number from 1 to 128",
                "mirror-probability | 1.5 | mirror-probability is 1.5; allowed: a number from 0 to 1",
                "zoom | -0.1 | zoom is -0.1; allowed: a number from 0 to 0.9",
                "intensity | 0.6 | intensity is 0.6; allowed: a number from 0 to 0.5"
            })
    void refusalNamesTheSettingTheValueAndWhatIsAllowed(String name, String value, String message) {
        InvalidClassifierSettingsException refused = assertThrows(
                InvalidClassifierSettingsException.class, () -> ClassifierSettings.parse(Map.of(name, value), 1));
        assertEquals(message, refused.getMessage());
    }

    @Test
    void unknownSettingIsRefusedWithAllThatThereAre() {
        InvalidClassifierSettingsException refused = assertThrows(
                InvalidClassifierSettingsException.class, () -> ClassifierSettings.parse(Map.of("dropout", "0.5"), 1));
        assertEquals(
                "The compact classifier has no setting \"dropout\" (given: \"0.5\"); allowed: epochs, batch-size,"
                        + " learning-rate, weight-decay, label-smoothing, width, mirror-probability, shift,"
                        + " rotation-degrees, zoom, intensity",
                refused.getMessage());
    }
}
