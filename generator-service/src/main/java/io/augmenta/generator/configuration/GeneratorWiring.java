package io.augmenta.generator.configuration;

import io.augmenta.artifacts.DirectoryArtifactStore;
import io.augmenta.contracts.Topics;
import io.augmenta.generator.AnswerLog;
import io.augmenta.generator.Checkpoints;
import io.augmenta.generator.GenerationAnswers;
import io.augmenta.generator.GenerationObserver;
import io.augmenta.generator.LoadedGenerators;
import io.augmenta.generator.SyntheticImages;
import io.augmenta.generator.picture.Pictures;
import io.augmenta.generator.rest.RequestTurns;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the generator together. Only types of this service become beans, since other services may share the process. */
@Singleton
class GeneratorWiring {
    private final GeneratorConfiguration configuration;

    GeneratorWiring(GeneratorConfiguration configuration) {
        this.configuration = configuration;
    }

    @Produces
    @Singleton
    LoadedGenerators loadedGenerators(
            @ConfigProperty(name = "augmenta.artifacts.folder", defaultValue = "./augmenta-work/artifacts")
                    Path artifactsFolder) {
        int cores = Runtime.getRuntime().availableProcessors();
        return new LoadedGenerators(
                new DirectoryArtifactStore(artifactsFolder),
                new LoadedGenerators.Settings(
                        configuration.models().capacity(),
                        configuration.models().maxBytes(),
                        configuration.inference().threads().orElse(cores)));
    }

    void close(@Disposes LoadedGenerators generators) {
        generators.close();
    }

    @Produces
    @Singleton
    SyntheticImages syntheticImages(@ConfigProperty(name = "quarkus.application.version") String version) {
        return new SyntheticImages(configuration.inference().batchSize(), "augmenta-generator " + version);
    }

    @Produces
    @Singleton
    GenerationAnswers generationAnswers(
            Checkpoints checkpoints,
            LoadedGenerators generators,
            SyntheticImages syntheticImages,
            AnswerLog log,
            GenerationObserver observer) {
        return new GenerationAnswers(
                checkpoints,
                generators,
                syntheticImages,
                log,
                observer,
                new GenerationAnswers.Settings(
                        configuration.limits().logImages(),
                        batchBytes(),
                        configuration.batches().inFlight()));
    }

    private int batchBytes() {
        int wanted = configuration.batches().maxBytes();
        int most = Topics.SYNTHETIC_BATCHES.maxRecordBytes();
        if (wanted > most) {
            throw new IllegalArgumentException("augmenta.generator.batches.max-bytes is " + wanted + ", but topic "
                    + Topics.SYNTHETIC_BATCHES.name() + " takes records of up to " + most + " bytes");
        }
        return wanted;
    }

    @Produces
    @Singleton
    Pictures pictures(SyntheticImages syntheticImages) {
        return new Pictures(
                syntheticImages,
                new Pictures.Limits(
                        configuration.limits().sheetImages(),
                        configuration.limits().sheetBytes(),
                        configuration.limits().archiveImages()));
    }

    @Produces
    @Singleton
    RequestTurns requestTurns() {
        return new RequestTurns(
                configuration.rest().concurrentRequests(), configuration.rest().waitAtMost());
    }
}
