package io.augmenta.trainer.configuration;

import io.augmenta.artifacts.ArtifactStoreObserver;
import io.augmenta.artifacts.ArtifactStores;
import io.augmenta.trainer.CheckpointCatalogue;
import io.augmenta.trainer.Checkpoints;
import io.augmenta.trainer.DatasetCatalogue;
import io.augmenta.trainer.RunBook;
import io.augmenta.trainer.RunClaims;
import io.augmenta.trainer.RunDesk;
import io.augmenta.trainer.RunObserver;
import io.augmenta.trainer.RunPlanner;
import io.augmenta.trainer.RunTrainer;
import io.augmenta.trainer.TorchTrainingEngine;
import io.augmenta.trainer.TrainingJournal;
import io.augmenta.trainer.TrainingSlot;
import io.augmenta.trainer.messaging.LogConnection;
import io.augmenta.zoo.torch.TorchSettings;
import io.augmenta.zoo.training.ResidentMemory;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.Config;

/**
 * Puts the trainer together. Beans are of the trainer's own types only: the four services also run as one application, in
 * which each makes its own store, views and publisher.
 */
@Singleton
final class TrainerParts {

    @Produces
    @Singleton
    RunBook runBook(TrainerConfiguration configuration) {
        return new RunBook(configuration.keptHistories());
    }

    @Produces
    @Singleton
    RunClaims runClaims() {
        return new RunClaims();
    }

    @Produces
    @Singleton
    TrainingSlot trainingSlot() {
        return new TrainingSlot();
    }

    @Produces
    @Singleton
    TorchTrainingEngine engine(TrainerConfiguration configuration) {
        return TorchTrainingEngine.load(new TorchSettings(configuration.device(), configuration.threads()));
    }

    @Produces
    @Singleton
    DatasetCatalogue datasetCatalogue(LogConnection log) {
        return log.datasetCatalogue();
    }

    @Produces
    @Singleton
    CheckpointCatalogue checkpointCatalogue(LogConnection log) {
        return log.checkpointCatalogue();
    }

    @Produces
    @Singleton
    RunPlanner runPlanner(DatasetCatalogue datasets, CheckpointCatalogue checkpoints) {
        return new RunPlanner(datasets, checkpoints);
    }

    @Produces
    @Singleton
    RunDesk runDesk(DatasetCatalogue datasets, RunPlanner planner, RunBook book, TrainingJournal journal) {
        return new RunDesk(datasets, planner, book, journal, Clock.systemUTC());
    }

    /** The artifact store is one setting of all services, for they share it. */
    @Produces
    @Singleton
    Checkpoints checkpoints(
            Config properties, CheckpointCatalogue catalogue, TrainingJournal journal, ArtifactStoreObserver observer) {
        return new Checkpoints(
                catalogue,
                ArtifactStores.configured(name -> properties.getOptionalValue(name, String.class), observer),
                journal,
                Clock.systemUTC());
    }

    @Produces
    @Singleton
    RunTrainer runTrainer(
            TrainerConfiguration configuration,
            RunPlanner planner,
            LogConnection log,
            TorchTrainingEngine engine,
            Checkpoints checkpoints,
            TrainingJournal journal,
            RunClaims claims,
            RunBook book,
            RunObserver observer,
            TrainingSlot slot) {
        return new RunTrainer(
                planner,
                log.imageLog(),
                engine,
                checkpoints,
                journal,
                claims,
                book,
                observer,
                ResidentMemory.ofThisProcess(),
                slot,
                configuration.datasetPatience());
    }
}
