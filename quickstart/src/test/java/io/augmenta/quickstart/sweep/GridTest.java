package io.augmenta.quickstart.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridTest {

    private static final Grid.Defaults DEFAULTS = defaults(Map.of(), null);

    private static Grid.Defaults defaults(Map<String, String> settings, @Nullable Integer epochs) {
        return new Grid.Defaults(settings, epochs, 25, 7);
    }

    @Test
    void everyValueGoesWithEveryOther() throws Exception {
        List<GridRun> runs = only("""
                {"recipe": "wgan-gp", "epochs": 10, "seed": 3,
                 "parameters": {"latent": [64, 128], "critic-steps": [1, 2, 5], "width": [16]}}""").runs(DEFAULTS);

        assertEquals(
                List.of(
                        "wgan-gp latent=64 critic-steps=1",
                        "wgan-gp latent=64 critic-steps=2",
                        "wgan-gp latent=64 critic-steps=5",
                        "wgan-gp latent=128 critic-steps=1",
                        "wgan-gp latent=128 critic-steps=2",
                        "wgan-gp latent=128 critic-steps=5"),
                runs.stream().map(GridRun::description).toList());
        GridRun first = runs.get(0);
        assertEquals("16", first.plan().parameters().get("width"));
        assertEquals("64", first.plan().parameters().get("batch-size"));
        assertEquals(10, first.plan().epochs());
        assertEquals(3, first.plan().seed());
    }

    @Test
    void yamlIsReadLikeJson() throws Exception {
        List<Grid> grids = GridFile.parse("""
                - recipe: wgan-gp
                  parameters:
                    latent: [64, 128]
                - recipe: wgan-gp
                  epochs: 3
                  parameters: {width: 8}
                """);

        assertEquals(2, grids.size());
        assertEquals(2, grids.get(0).runs(DEFAULTS).size());
        GridRun single = grids.get(1).runs(DEFAULTS).get(0);
        assertEquals("wgan-gp", single.description());
        assertEquals(3, single.plan().epochs());
        assertEquals(7, single.plan().seed());
    }

    @Test
    void epochsOfTheCommandWinAndAFifthOfThemHasACheckpoint() throws Exception {
        Grid grid = only("{\"recipe\": \"wgan-gp\", \"epochs\": 300}");

        assertEquals(10, grid.runs(defaults(Map.of(), 10)).get(0).plan().epochs());
        assertEquals(2, grid.runs(defaults(Map.of(), 10)).get(0).plan().checkpointEveryEpochs());
        assertEquals(300, grid.runs(DEFAULTS).get(0).plan().epochs());
    }

    @Test
    void aSettingOfTheCommandHoldsForEveryRun() throws Exception {
        List<GridRun> runs = only("{\"recipe\": \"wgan-gp\", \"parameters\": {\"latent\": [64, 128], \"width\": 32}}")
                .runs(defaults(Map.of("width", "4", "batch", "8"), null));

        assertEquals(2, runs.size());
        runs.forEach(run -> {
            assertEquals("4", run.plan().parameters().get("width"));
            assertEquals("8", run.plan().parameters().get("batch-size"));
        });
    }

    @Test
    void whatTheGridVariesCannotBeSet() {
        InvalidGridException refusal = assertThrows(
                InvalidGridException.class,
                () -> only("{\"recipe\": \"wgan-gp\", \"parameters\": {\"latent\": [64, 128]}}")
                        .runs(defaults(Map.of("latent", "32"), null)));

        assertTrue(refusal.getMessage().contains("latent is what the grid varies (64, 128)"), refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|a grid is an object",
                "3|a grid is an object",
                "[]|a grid is an object",
                "{recipe: [|neither JSON nor YAML",
                "{recipes: wgan-gp}|has no field recipes",
                "{parameters: {width: 3}}|needs the name of a recipe",
                "{recipe: gan}|allowed:",
                "{recipe: wgan-gp, epochs: 0}|epochs must be at least 1, but is 0",
                "{recipe: wgan-gp, epochs: many}|epochs must be a whole number, but is \"many\"",
                "{recipe: wgan-gp, seed: 1.5}|seed must be a whole number, but is 1.5",
                "{recipe: wgan-gp, parameters: [width]}|names with lists of values",
                "{recipe: wgan-gp, parameters: {width: []}}|parameter width has no value",
                "{recipe: wgan-gp, parameters: {width: [{}]}}|values of width must be numbers or texts",
                "{recipe: wgan-gp, parameters: {width: [8, 0]}}|width is 0; allowed:",
                "{recipe: wgan-gp, parameters: {depth: [8]}}|no parameter \"depth\""
            })
    void aGridThatMakesNoRunsIsRefusedWithTheReason(String text, String reason) {
        InvalidGridException refusal = assertThrows(InvalidGridException.class, () -> {
            for (Grid grid : GridFile.parse(text)) {
                grid.runs(DEFAULTS);
            }
        });

        assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"study-wgan-gp, 12, 300", "study-cvae, 8, 400", "study-deep, 8, 400"})
    void theStudysGridsAreKnown(String name, int models, int epochs) throws Exception {
        List<GridRun> runs = StudyGrids.all().get(name).runs(DEFAULTS);

        assertEquals(models, runs.size());
        assertEquals(
                models,
                runs.stream().map(run -> run.plan().parameters()).distinct().count());
        runs.forEach(run -> assertEquals(epochs, run.plan().epochs()));
    }

    private static Grid only(String text) throws InvalidGridException {
        List<Grid> grids = GridFile.parse(text);
        assertEquals(1, grids.size());
        return grids.get(0);
    }

    @Test
    void runsOfAGridDiffer() throws Exception {
        Set<Map<String, String>> parameters = new HashSet<>();
        List<GridRun> runs = only("{\"recipe\": \"wgan-gp\", \"parameters\": {\"width\": [4, 8], \"beta1\": [0, 0.5]}}")
                .runs(DEFAULTS);

        runs.forEach(run -> parameters.add(run.plan().parameters()));

        assertEquals(4, parameters.size());
    }
}
