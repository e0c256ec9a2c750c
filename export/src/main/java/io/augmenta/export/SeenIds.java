package io.augmenta.export;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/** Which images were met already, by their ids, at about a hundred bytes each: pixels are never kept. */
final class SeenIds {
    private final Set<ByteBuffer> ids = new HashSet<>();

    /** Whether it is met for the first time. */
    boolean add(String id) {
        return ids.add(ByteBuffer.wrap(HexFormat.of().parseHex(id)));
    }
}
