package io.augmenta.trainer;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.Split;
import io.augmenta.contracts.TrainingRequested;
import io.augmenta.zoo.recipe.InvalidRecipeException;
import io.augmenta.zoo.recipe.Recipe;
import io.augmenta.zoo.recipe.Transfer;
import io.augmenta.zoo.training.ImageShape;
import io.augmenta.zoo.training.TrainingPlan;
import io.augmenta.zoo.training.UntrainableImagesException;
import java.time.Duration;
import java.util.List;

/** Tells whether a request can be carried out, and what it comes to. Thread-safe. */
public final class RunPlanner {
    /** Far beyond any sensible run; keeps checkpoint ids and histories within what an event holds. */
    private static final int MAX_EPOCHS = 9999;

    private static final int NAMES_SHOWN = 10;

    private final DatasetCatalogue datasets;
    private final Pretraining pretraining;

    /** Plans with these data sets, and these checkpoints to start from. */
    public RunPlanner(DatasetCatalogue datasets, CheckpointCatalogue checkpoints) {
        this.datasets = datasets;
        this.pretraining = new Pretraining(checkpoints);
    }

    /**
     * Checks a request and finds what it names.
     *
     * @param patience how long to wait for a data set version, or a checkpoint, that is not known yet
     * @throws ImpossibleRunException when something about the request is not possible
     * @throws InterruptedException if the calling thread is interrupted
     */
    public PlannedRun plan(TrainingRequested request, Duration patience) throws InterruptedException {
        Recipe recipe = recipeOf(request);
        requireWithin("epochs", request.epochs(), MAX_EPOCHS);
        requireWithin("checkpointEveryEpochs", request.checkpointEveryEpochs(), MAX_EPOCHS);
        DatasetVersion dataset = datasets.await(request.dataset(), request.version(), patience)
                .orElseThrow(() -> unknownDataset(request));
        if (dataset.images(Split.TRAIN) == 0) {
            throw new ImpossibleRunException("version " + dataset.version() + " of data set " + dataset.name()
                    + " has no image in its training split; at least 1 is needed");
        }
        requireTrainable(dataset.channels(), dataset.height(), dataset.width());
        CheckpointPublished pretrained =
                recipe instanceof Transfer transfer ? pretraining.find(transfer, dataset, patience) : null;
        CheckpointPublished warmStart = request.warmStart().isEmpty()
                ? null
                : pretraining.findWarmStart(request.warmStart(), recipe, dataset, patience);
        return new PlannedRun(
                request,
                dataset,
                new TrainingPlan(
                        recipe, request.epochs(), request.seed(), request.checkpointEveryEpochs(), request.warmStart()),
                pretrained,
                warmStart);
    }

    private static Recipe recipeOf(TrainingRequested request) {
        try {
            return Recipe.parse(request.recipe(), request.parameters());
        } catch (InvalidRecipeException e) {
            throw new ImpossibleRunException(e);
        }
    }

    /**
     * Checks that there are networks for images of a shape.
     *
     * @throws ImpossibleRunException when there are none; the message says for which there are
     */
    public static void requireTrainable(int channels, int height, int width) {
        try {
            ImageShape.requireTrainable(channels, height, width);
        } catch (UntrainableImagesException e) {
            throw new ImpossibleRunException(e);
        }
    }

    private static void requireWithin(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new ImpossibleRunException(name + " is " + value + "; allowed: a whole number from 1 to " + most);
        }
    }

    private ImpossibleRunException unknownDataset(TrainingRequested request) {
        List<DatasetVersion> all = datasets.all();
        List<String> versions = all.stream()
                .filter(known -> known.name().equals(request.dataset()))
                .map(DatasetVersion::version)
                .toList();
        if (!versions.isEmpty()) {
            return new ImpossibleRunException("data set " + request.dataset() + " has no sealed version \""
                    + request.version() + "\"; sealed: " + some(versions));
        }
        List<String> names =
                all.stream().map(DatasetVersion::name).distinct().sorted().toList();
        return new ImpossibleRunException("there is no sealed data set \"" + request.dataset() + "\"; "
                + (names.isEmpty() ? "none is sealed yet: ingest one first" : "sealed: " + some(names)));
    }

    private static String some(List<String> names) {
        List<String> shown = names.subList(Math.max(0, names.size() - NAMES_SHOWN), names.size());
        String rest = shown.size() < names.size() ? " and " + (names.size() - shown.size()) + " more" : "";
        return String.join(", ", shown) + rest;
    }
}
