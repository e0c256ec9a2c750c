package io.augmenta.ingest;

import java.time.Duration;

/** Nobody hears what ingests do, unless a test says of what it does. */
public class Unheard implements IngestObserver {
    @Override
    public void fileRead(long fileBytes) {}

    @Override
    public void fileRejected(String reason) {}

    @Override
    public void filesLeftOut(long duplicates, long conflicts) {}

    @Override
    public void imagesPublished(int images, long bytes) {}

    @Override
    public void ended(IngestState state, Duration took) {}
}
