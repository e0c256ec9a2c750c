package io.augmenta.ingest.reading;

import io.augmenta.artifacts.S3AccessException;
import io.augmenta.artifacts.S3ObjectChangedException;
import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.UnreadableImageException;
import io.augmenta.imaging.decode.DecodeLimits;
import io.augmenta.imaging.decode.ImageDecoder;
import io.augmenta.imaging.identity.ContentId;
import io.augmenta.imaging.identity.Fingerprint;
import io.augmenta.imaging.resample.Resampling;
import io.augmenta.ingest.folder.FileContent;
import io.augmenta.ingest.folder.ImageFile;
import java.io.IOException;

/** Reads one file at a time, from its bytes to its pixels at the data set's size. Immutable, for any thread. */
public final class FileReader {
    private final ImageDecoder decoder;
    private final int sizePixels;

    /**
     * Makes one.
     *
     * @param limits what a file may cost
     * @param sizePixels edge length that images are brought to
     */
    public FileReader(DecodeLimits limits, int sizePixels) {
        this.decoder = new ImageDecoder(limits);
        this.sizePixels = sizePixels;
    }

    /**
     * Reads a file; one that is no image, or is gone, is an answer, not a failure.
     *
     * @param file the file
     * @return the image, or why there is none
     * @throws S3AccessException if the bucket that it is in cannot be read: then what could not be read is not this file's fault
     */
    public FileReading read(ImageFile file) throws S3AccessException {
        try {
            byte[] content = content(file.content());
            RasterImage full = decoder.decode(content);
            RasterImage small = Resampling.resize(Resampling.padToSquare(full), sizePixels, sizePixels);
            return new ReadImage(ContentId.of(full), Fingerprint.of(full), small.pixels(), content.length);
        } catch (UnreadableImageException e) {
            return new RejectedFile(file.source(), e.reason(), String.valueOf(e.getMessage()));
        } catch (S3AccessException e) {
            throw e;
        } catch (S3ObjectChangedException e) {
            return RejectedFile.changing(file.source());
        } catch (IOException e) {
            return new RejectedFile(
                    file.source(),
                    "io",
                    "The file cannot be read (" + e.getClass().getSimpleName()
                            + "); check that it is still there and who" + " may read it");
        }
    }

    private byte[] content(FileContent content) throws IOException {
        if (content instanceof FileContent.InBucket object) {
            decoder.requireSize(object.item().sizeBytes());
            return object.objects().read(object.item());
        }
        return decoder.read(((FileContent.OnDisk) content).path());
    }
}
