package io.augmenta.generator.configuration;

import io.augmenta.artifacts.ArtifactStore;
import io.augmenta.artifacts.ArtifactStoreObserver;
import io.augmenta.artifacts.ArtifactStores;
import io.augmenta.contracts.Topics;
import io.augmenta.eventlog.ClaimChecks;
import io.augmenta.generator.AnswerBatches;
import io.augmenta.generator.AnswerLog;
import io.augmenta.generator.BatchLimits;
import io.augmenta.generator.Checkpoints;
import io.augmenta.generator.GenerationAnswers;
import io.augmenta.generator.GenerationObserver;
import io.augmenta.generator.GeneratorPreparation;
import io.augmenta.generator.LoadedGenerators;
import io.augmenta.generator.Scores;
import io.augmenta.generator.ServedNames;
import io.augmenta.generator.SyntheticImages;
import io.augmenta.generator.batching.OpenRequests;
import io.augmenta.generator.batching.RunListener;
import io.augmenta.generator.batching.SharedRuns;
import io.augmenta.generator.batching.WaitClock;
import io.augmenta.generator.picture.PictureVerifier;
import io.augmenta.generator.picture.Pictures;
import io.augmenta.generator.rest.RestLimits;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the generator together. Only types of this service become beans, since other services may share the process. */
@Singleton
class GeneratorWiring {
    private static final Logger LOG = LoggerFactory.getLogger(GeneratorWiring.class);

    private final GeneratorConfiguration configuration;
    private final ArtifactStore artifacts;

    GeneratorWiring(GeneratorConfiguration configuration, Config properties, ArtifactStoreObserver observer) {
        this.configuration = configuration;
        this.artifacts = ArtifactStores.configured(name -> properties.getOptionalValue(name, String.class), observer);
    }

    @Produces
    @Singleton
    LoadedGenerators loadedGenerators(WaitClock clock, RunListener listener) {
        int cores = Runtime.getRuntime().availableProcessors();
        return new LoadedGenerators(
                artifacts,
                new LoadedGenerators.Settings(
                        configuration.models().capacity(),
                        configuration.models().maxBytes(),
                        new SharedRuns.Settings(
                                configuration.inference().maxBatchSize(),
                                configuration.inference().maxBatchDelay(),
                                configuration.inference().queueImages(),
                                configuration.inference().threads().orElse(cores)),
                        copyGuard()),
                clock,
                listener);
    }

    private boolean copyGuard() {
        boolean enabled = configuration.copyGuard().enabled();
        if (!enabled) {
            LOG.warn("copy_guard=off reason=\"augmenta.generator.copy-guard.enabled is false\" effect=\"copies of"
                    + " training images are handed out, and every image says that nobody looked for them\"");
        }
        return enabled;
    }

    @Produces
    @Singleton
    WaitClock clock() {
        return WaitClock.system();
    }

    void close(@Disposes LoadedGenerators generators) {
        generators.close();
    }

    /** Loads one checkpoint after the other, beside the requests. */
    @Produces
    @Singleton
    GeneratorPreparation preparation() {
        return new GeneratorPreparation();
    }

    void close(@Disposes GeneratorPreparation preparation) {
        preparation.close();
    }

    @Produces
    @Singleton
    ServedNames servedNames(Checkpoints checkpoints, LoadedGenerators generators, GeneratorPreparation preparation) {
        ServedNames servedNames = new ServedNames(checkpoints, generators, preparation);
        checkpoints.onChange(() -> preparation.execute(servedNames::refresh));
        return servedNames;
    }

    @Produces
    @Singleton
    Scores scores() {
        return new Scores();
    }

    @Produces
    @Singleton
    PictureVerifier pictureVerifier(
            Checkpoints checkpoints, LoadedGenerators generators, SyntheticImages syntheticImages) {
        return new PictureVerifier(checkpoints, generators, syntheticImages);
    }

    @Produces
    @Singleton
    SyntheticImages syntheticImages(@ConfigProperty(name = "quarkus.application.version") String version) {
        return new SyntheticImages("augmenta-generator " + version);
    }

    @Produces
    @Singleton
    AnswerBatches answerBatches(SyntheticImages syntheticImages, AnswerLog log, GenerationObserver observer) {
        GeneratorConfiguration.Batches batches = configuration.batches();
        return new AnswerBatches(
                syntheticImages,
                log,
                new ClaimChecks(artifacts),
                observer,
                new BatchLimits(
                        batchBytes(), batches.inFlight(), batches.inlineAnswerBytes(), batches.storedMaxBytes()));
    }

    @Produces
    @Singleton
    GenerationAnswers generationAnswers(
            Checkpoints checkpoints,
            LoadedGenerators generators,
            AnswerBatches batches,
            AnswerLog log,
            GenerationObserver observer,
            WaitClock runClock) {
        return new GenerationAnswers(
                checkpoints,
                generators,
                batches,
                log,
                observer,
                Clock.systemUTC(),
                runClock,
                configuration.limits().logImages());
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
    Pictures pictures() {
        return new Pictures(new Pictures.Limits(
                configuration.limits().sheetImages(),
                configuration.limits().sheetBytes(),
                configuration.limits().streamImages()));
    }

    @Produces
    @Singleton
    OpenRequests openRequests() {
        return new OpenRequests(configuration.rest().concurrentRequests());
    }

    @Produces
    @Singleton
    RestLimits restLimits() {
        return new RestLimits(configuration.inference().maxBatchSize());
    }
}
