package io.augmenta.ingest.reading;

import io.augmenta.ingest.folder.ImageFile;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads many files on a few threads and hands them over in their own order, on the calling thread. Only a few are under way
 * at once, so that neither decoded images nor results pile up.
 */
public final class FolderReading {
    private static final int AHEAD_PER_THREAD = 4;

    private final Reader reader;
    private final int threads;

    /**
     * Makes one.
     *
     * @param reader reads each file, on several threads
     * @param threads how many files are decoded at once
     */
    public FolderReading(Reader reader, int threads) {
        this.reader = reader;
        this.threads = threads;
    }

    /** Reads files, on several threads. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Reads one.
         *
         * @param file the file
         * @return what became of it, also where it is no image
         * @throws IOException if reading others would fail alike; this ends it all
         */
        FileReading read(ImageFile file) throws IOException;
    }

    /** Takes files as they are read. */
    @FunctionalInterface
    public interface Sink {
        /**
         * Takes one.
         *
         * @param file the file
         * @param reading what became of it
         * @throws IOException if it cannot be put aside
         */
        void take(ImageFile file, FileReading reading) throws IOException;
    }

    /**
     * Reads files.
     *
     * @param files the files
     * @param sink takes each, in the order of the files; what it throws ends the reading
     * @throws IOException if reader or sink does
     * @throws InterruptedException if the calling thread is interrupted
     */
    public void read(List<ImageFile> files, Sink sink) throws IOException, InterruptedException {
        ExecutorService decoders = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "ingest-decoding");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Queue<Pending> underWay = new ArrayDeque<>();
            Iterator<ImageFile> ahead = files.iterator();
            while (ahead.hasNext() || !underWay.isEmpty()) {
                while (ahead.hasNext() && underWay.size() < threads * AHEAD_PER_THREAD) {
                    ImageFile file = ahead.next();
                    underWay.add(new Pending(file, decoders.submit(() -> reader.read(file))));
                }
                Pending oldest = underWay.remove();
                sink.take(oldest.file, oldest.result());
            }
        } finally {
            decoders.shutdownNow();
        }
    }

    private record Pending(ImageFile file, Future<FileReading> reading) {
        FileReading result() throws IOException, InterruptedException {
            try {
                return reading.get();
            } catch (ExecutionException e) {
                // a reader answers for every file; what it throws is a fault of this program or of its memory
                if (e.getCause() instanceof IOException unreadable) {
                    throw unreadable;
                }
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                throw new IllegalStateException("reading a file failed in an unforeseen way", e.getCause());
            }
        }
    }
}
