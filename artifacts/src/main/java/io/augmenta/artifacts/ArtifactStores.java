package io.augmenta.artifacts;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** Opens the store that a process is configured with. All services that work together are configured with the same one. */
public final class ArtifactStores {
    /** Property: a folder; {@value #DEFAULT_FOLDER} unless set. */
    public static final String FOLDER = "augmenta.artifacts.folder";

    /** Property: a place in S3, {@code s3://bucket/prefix}, in place of a folder. {@link S3Settings#from} says how to reach it. */
    public static final String STORE = "augmenta.artifacts.store";

    /** Below the folder that the process was started in. */
    public static final String DEFAULT_FOLDER = "augmenta-work/artifacts";

    private ArtifactStores() {}

    /**
     * The store that the properties name, for as long as the process lasts.
     *
     * @param property the value of a property, where it is set
     * @throws IllegalArgumentException for a value that cannot be meant
     * @throws java.io.UncheckedIOException when the folder cannot be used
     */
    public static ArtifactStore configured(Function<String, Optional<String>> property) {
        return configured(property, ArtifactStoreObserver.NONE);
    }

    /**
     * The store that the properties name, for as long as the process lasts, with somebody who hears of each of its uses.
     *
     * @param property the value of a property, where it is set
     * @param observer hears of uses
     * @throws IllegalArgumentException for a value that cannot be meant
     * @throws java.io.UncheckedIOException when the folder cannot be used
     */
    public static ArtifactStore configured(
            Function<String, Optional<String>> property, ArtifactStoreObserver observer) {
        Optional<String> store = property.apply(STORE);
        if (store.isPresent()) {
            return new ObservedArtifactStore(
                    new S3ArtifactStore(S3Settings.from(property).connect(), S3Location.parse(store.get())),
                    ArtifactUse.Place.S3,
                    observer);
        }
        return new ObservedArtifactStore(
                new DirectoryArtifactStore(Path.of(property.apply(FOLDER).orElse(DEFAULT_FOLDER))),
                ArtifactUse.Place.FOLDER,
                observer);
    }
}
