package io.augmenta.quickstart.command;

import io.augmenta.quickstart.recipe.RecipeSettings;
import io.augmenta.quickstart.recipe.UnusableSettingsException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Hyper-parameters on a command line; what is wrong with them is a complaint that names the option.
 *
 * @param spec the command
 * @param option where they stand
 */
record SettingsReader(CommandSpec spec, String option) {

    /** The names of a family's hyper-parameters. */
    List<String> names(String family) {
        try {
            return RecipeSettings.names(family);
        } catch (UnusableSettingsException e) {
            throw complaint(e);
        }
    }

    /** Those given, by their full names. */
    Map<String, String> named(String family, Map<String, String> given) {
        try {
            return RecipeSettings.withFullNames(family, given);
        } catch (UnusableSettingsException e) {
            throw complaint(e);
        }
    }

    /** All of them, so that a run is named after what it does and not after how that was written. */
    Map<String, String> all(String family, Map<String, String> given) {
        try {
            return RecipeSettings.parse(family, given).parameters();
        } catch (UnusableSettingsException e) {
            throw complaint(e);
        }
    }

    private ParameterException complaint(UnusableSettingsException unusable) {
        return new ParameterException(spec.commandLine(), option + ": " + unusable.getMessage(), unusable);
    }
}
