package io.augmenta.evaluator.configuration;

import io.augmenta.artifacts.ArtifactStore;
import io.augmenta.artifacts.ArtifactStoreObserver;
import io.augmenta.artifacts.ArtifactStores;
import io.augmenta.evaluator.EvaluationDesk;
import io.augmenta.evaluator.EvaluationObserver;
import io.augmenta.evaluator.EvaluationRegistry;
import io.augmenta.evaluator.EvaluationSlot;
import io.augmenta.evaluator.Evaluator;
import io.augmenta.evaluator.ReportShelf;
import io.augmenta.evaluator.classifier.ClassifierTraining;
import io.augmenta.evaluator.classifier.ModelFolder;
import io.augmenta.evaluator.classifier.OnnxNetworks;
import io.augmenta.evaluator.classifier.TorchClassifierTraining;
import io.augmenta.evaluator.messaging.LogConnection;
import io.augmenta.evaluator.messaging.LogWriter;
import io.augmenta.evaluator.release.ReleaseGate;
import io.augmenta.evaluator.study.Instruments;
import io.augmenta.extraction.FeatureCache;
import io.augmenta.zoo.torch.TorchSettings;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.Config;

/**
 * Puts the evaluator together. Beans are of the evaluator's own types only: the four services also run as one application,
 * in which each makes its own store, views and publisher.
 */
@Singleton
final class EvaluatorParts {
    private final ArtifactStore artifacts;

    /** The artifact store is one setting of all services, for they share it. */
    EvaluatorParts(Config properties, ArtifactStoreObserver observer) {
        artifacts = ArtifactStores.configured(name -> properties.getOptionalValue(name, String.class), observer);
    }

    @Produces
    @Singleton
    EvaluationRegistry evaluationRegistry() {
        return new EvaluationRegistry();
    }

    @Produces
    @Singleton
    EvaluationSlot evaluationSlot() {
        return new EvaluationSlot();
    }

    @Produces
    @Singleton
    OnnxNetworks networks(EvaluatorConfiguration configuration) {
        EvaluatorConfiguration.Features features = configuration.features();
        FeatureCache cache = features.folder()
                .map(folder -> FeatureCache.in(folder, features.memory().asLongValue()))
                .orElseGet(() -> FeatureCache.inMemory(features.memory().asLongValue()));
        return new OnnxNetworks(new ModelFolder(configuration.models().folder()), cache, configuration.threads());
    }

    @Produces
    @Singleton
    TorchClassifierTraining classifierTraining(EvaluatorConfiguration configuration, OnnxNetworks networks) {
        return TorchClassifierTraining.load(
                new TorchSettings(configuration.device(), configuration.threads()), networks);
    }

    @Produces
    @Singleton
    Instruments instruments(ClassifierTraining classifierTraining, OnnxNetworks networks) {
        return new Instruments(classifierTraining, networks);
    }

    @Produces
    @Singleton
    ReportShelf reportShelf(EvaluationRegistry registry) {
        return new ReportShelf(registry, artifacts);
    }

    @Produces
    @Singleton
    EvaluationDesk evaluationDesk(
            LogConnection log, Instruments instruments, EvaluationRegistry registry, LogWriter writer) {
        return new EvaluationDesk(log, instruments, registry, writer);
    }

    @Produces
    @Singleton
    Evaluator evaluator(
            EvaluatorConfiguration configuration,
            LogConnection log,
            Instruments instruments,
            ReleaseGate gate,
            EvaluationRegistry registry,
            LogWriter writer,
            EvaluationObserver observer,
            EvaluationSlot slot) {
        return new Evaluator(
                log,
                log,
                instruments,
                gate,
                artifacts,
                registry,
                writer,
                observer,
                slot,
                configuration.patience(),
                Clock.systemUTC());
    }
}
