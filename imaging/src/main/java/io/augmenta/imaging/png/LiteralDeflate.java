package io.augmenta.imaging.png;

import java.util.Arrays;
import java.util.zip.Adler32;

/**
 * A zlib stream (RFC 1950) of one block of deflate (RFC 1951) with Huffman codes made for its content, and of literals
 * only. What a prediction left over hardly repeats, so the search for repetitions, which takes most of the time of deflate,
 * would find little.
 */
final class LiteralDeflate {
    private static final int END_OF_BLOCK = 256;
    private static final int SYMBOLS = 257;
    private static final int MAX_CODE_BITS = 15;
    private static final int MAX_LENGTH_CODE_BITS = 7;
    /** The order in which the lengths of the codes for code lengths are written. */
    private static final int[] LENGTH_CODE_ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    private static final int LENGTH_SYMBOLS = 19;
    private static final int FEW_ZEROS = 17;
    private static final int MANY_ZEROS = 18;
    private static final int MOST_ZEROS = 138;
    private static final int LEAST_MANY_ZEROS = 11;
    private static final int LEAST_FEW_ZEROS = 3;

    private LiteralDeflate() {}

    static byte[] zlib(byte[] data) {
        int[] counts = new int[SYMBOLS];
        for (byte value : data) {
            counts[value & 0xff]++;
        }
        counts[END_OF_BLOCK] = 1;
        int[] lengths = HuffmanCode.lengths(counts, MAX_CODE_BITS);
        // at the worst a literal takes as many bits as the longest code
        BitWriter bits = new BitWriter(2 + 512 + (int) ((long) data.length * MAX_CODE_BITS / 8) + 16);
        // deflate with a window of 32 KiB, fastest, no dictionary
        bits.write(0x78, 8);
        bits.write(0x01, 8);
        // the last block, with codes of its own
        bits.write(0b101, 3);
        writeCodes(bits, lengths);
        int[] codes = HuffmanCode.reversedCodes(lengths);
        bits.writeAll(data, codes, lengths);
        bits.write(codes[END_OF_BLOCK], lengths[END_OF_BLOCK]);
        bits.alignToByte();
        Adler32 checksum = new Adler32();
        checksum.update(data);
        bits.writeBigEndian((int) checksum.getValue());
        return bits.toByteArray();
    }

    /** The lengths of all codes, runs of zeros shortened; two codes for distances, of which none is used. */
    private static void writeCodes(BitWriter bits, int[] literalLengths) {
        int[] lengths = Arrays.copyOf(literalLengths, SYMBOLS + 2);
        lengths[SYMBOLS] = 1;
        lengths[SYMBOLS + 1] = 1;
        int[] counts = new int[LENGTH_SYMBOLS];
        forEachRun(lengths, (symbol, extra, extraBits) -> counts[symbol]++);
        int[] codeLengths = HuffmanCode.lengths(counts, MAX_LENGTH_CODE_BITS);
        int[] codes = HuffmanCode.reversedCodes(codeLengths);
        bits.write(SYMBOLS - 257, 5);
        bits.write(2 - 1, 5);
        bits.write(LENGTH_SYMBOLS - 4, 4);
        for (int symbol : LENGTH_CODE_ORDER) {
            bits.write(codeLengths[symbol], 3);
        }
        forEachRun(lengths, (symbol, extra, extraBits) -> {
            bits.write(codes[symbol], codeLengths[symbol]);
            bits.write(extra, extraBits);
        });
    }

    private interface RunSink {
        void accept(int symbol, int extra, int extraBits);
    }

    private static void forEachRun(int[] lengths, RunSink sink) {
        for (int at = 0; at < lengths.length; ) {
            int zeros = 0;
            while (at + zeros < lengths.length && lengths[at + zeros] == 0 && zeros < MOST_ZEROS) {
                zeros++;
            }
            if (zeros >= LEAST_MANY_ZEROS) {
                sink.accept(MANY_ZEROS, zeros - LEAST_MANY_ZEROS, 7);
                at += zeros;
            } else if (zeros >= LEAST_FEW_ZEROS) {
                sink.accept(FEW_ZEROS, zeros - LEAST_FEW_ZEROS, 3);
                at += zeros;
            } else {
                sink.accept(lengths[at], 0, 0);
                at++;
            }
        }
    }

    /** Bits from the least significant on, as deflate wants them. */
    private static final class BitWriter {
        private final byte[] target;
        private int length;
        private long pending;
        private int pendingBits;

        BitWriter(int capacity) {
            this.target = new byte[capacity];
        }

        void write(int value, int count) {
            pending |= (long) value << pendingBits;
            pendingBits += count;
            while (pendingBits >= 8) {
                target[length++] = (byte) pending;
                pending >>>= 8;
                pendingBits -= 8;
            }
        }

        /** As {@link #write} for each, four bytes at a time. */
        void writeAll(byte[] values, int[] codes, int[] lengths) {
            long bits = pending;
            int count = pendingBits;
            int at = length;
            for (byte value : values) {
                int symbol = value & 0xff;
                bits |= (long) codes[symbol] << count;
                count += lengths[symbol];
                if (count >= Integer.SIZE) {
                    target[at] = (byte) bits;
                    target[at + 1] = (byte) (bits >>> 8);
                    target[at + 2] = (byte) (bits >>> 16);
                    target[at + 3] = (byte) (bits >>> 24);
                    at += Integer.BYTES;
                    bits >>>= Integer.SIZE;
                    count -= Integer.SIZE;
                }
            }
            pending = bits;
            pendingBits = count;
            length = at;
        }

        void alignToByte() {
            write(0, 0);
            if (pendingBits > 0) {
                write(0, 8 - pendingBits);
            }
        }

        void writeBigEndian(int value) {
            write(value >>> 24, 8);
            write(value >>> 16 & 0xff, 8);
            write(value >>> 8 & 0xff, 8);
            write(value & 0xff, 8);
        }

        byte[] toByteArray() {
            return Arrays.copyOf(target, length);
        }
    }
}
