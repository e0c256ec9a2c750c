package io.augmenta.generator.rest;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How pictures are wanted, apart from which.
 *
 * @param checkpoint an id, latest, released or released:DATASET
 * @param format parameter of a {@link PictureFormat}
 * @param batchSize the most images of one run; null for as many as possible
 * @param deadline from the request's arrival until all is made
 */
record PictureTerms(
        String checkpoint, String format, @Nullable Integer batchSize, Optional<Duration> deadline) {

    PictureFormat pictureFormat() throws InvalidParameterException {
        return PictureFormat.of(format).orElseThrow(() -> InvalidParameterException.format(format));
    }

    int batchImages(int most) throws InvalidParameterException {
        if (batchSize == null) {
            return most;
        }
        if (batchSize < 1 || batchSize > most) {
            throw InvalidParameterException.batchSize(String.valueOf(batchSize), most);
        }
        return batchSize;
    }
}
