package io.augmenta.zoo.training;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Frees and fills small pieces of native memory all the time, from its making until it is closed. */
final class GarbageCollection implements AutoCloseable {

    private static final int PIECES_PER_COLLECTION = 2_000;
    private static final int LARGEST_PIECE_BYTES = 64;

    private final Thread thread = new Thread(this::collect, "garbage");
    private volatile boolean closed;
    private final AtomicInteger collections = new AtomicInteger();

    GarbageCollection() {
        thread.start();
    }

    private void collect() {
        List<ByteBuffer> pieces = new ArrayList<>();
        while (!closed) {
            ByteBuffer piece = ByteBuffer.allocateDirect(1 + pieces.size() % LARGEST_PIECE_BYTES);
            while (piece.hasRemaining()) {
                piece.put((byte) 0x7e);
            }
            pieces.add(piece);
            if (pieces.size() == PIECES_PER_COLLECTION) {
                pieces.clear();
                System.gc();
                collections.incrementAndGet();
            }
        }
    }

    int collections() {
        return collections.get();
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
