package io.augmenta.contracts.wire;

import io.augmenta.contracts.FolderIngested;
import io.augmenta.contracts.FolderWatch;
import io.augmenta.contracts.avro.AvroFolderIngested;
import io.augmenta.contracts.avro.AvroFolderWatch;
import java.time.Duration;

/** Events of watched folders, to Avro and back. */
final class WatchMapping {
    private WatchMapping() {}

    static AvroFolderWatch toAvro(FolderWatch watch) {
        return new AvroFolderWatch(
                watch.dataset(),
                watch.folder(),
                watch.imageSizePixels(),
                SharedMapping.toAvro(watch.splitRule()),
                watch.seed(),
                watch.every().toMillis(),
                watch.quiet().toMillis(),
                watch.atLatest().toMillis(),
                watch.active(),
                watch.setAt());
    }

    static FolderWatch fromAvro(AvroFolderWatch watch) {
        return new FolderWatch(
                watch.getDataset(),
                watch.getFolder(),
                watch.getImageSizePixels(),
                SharedMapping.fromAvro(watch.getSplitRule()),
                watch.getSeed(),
                Duration.ofMillis(watch.getEveryMillis()),
                Duration.ofMillis(watch.getQuietMillis()),
                Duration.ofMillis(watch.getAtLatestMillis()),
                watch.getActive(),
                watch.getSetAt());
    }

    static AvroFolderIngested toAvro(FolderIngested ingested) {
        return new AvroFolderIngested(
                ingested.dataset(),
                ingested.stateSha256(),
                ingested.files(),
                ingested.ingestId(),
                ingested.version(),
                ingested.at());
    }

    static FolderIngested fromAvro(AvroFolderIngested ingested) {
        return new FolderIngested(
                ingested.getDataset(),
                ingested.getStateSha256(),
                ingested.getFiles(),
                ingested.getIngestId(),
                ingested.getVersion(),
                ingested.getAt());
    }
}
