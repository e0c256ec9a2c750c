package io.augmenta.trainer;

import io.augmenta.contracts.DatasetVersion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The sealed versions of data sets. */
public interface DatasetCatalogue {

    /**
     * Finds a version, and waits for one that is not known yet: a request may overtake the version that it names.
     *
     * @param name name of the data set
     * @param version its version
     * @param patience how long to wait; zero to look only
     * @throws InterruptedException if the calling thread is interrupted
     */
    Optional<DatasetVersion> await(String name, String version, Duration patience) throws InterruptedException;

    /** All versions. */
    List<DatasetVersion> all();
}
