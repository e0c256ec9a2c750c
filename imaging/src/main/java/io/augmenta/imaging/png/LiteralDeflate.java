package io.augmenta.imaging.png;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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

    private static final VarHandle LITTLE_ENDIAN_LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private LiteralDeflate() {}

    static byte[] zlib(byte[] data) {
        int[] counts = counts(data);
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

    /** In two halves: the same value twice in a row need not wait for its own count. */
    private static int[] counts(byte[] data) {
        int[] counts = new int[SYMBOLS];
        int[] others = new int[SYMBOLS];
        int i = 0;
        for (; i + 1 < data.length; i += 2) {
            counts[data[i] & 0xff]++;
            others[data[i + 1] & 0xff]++;
        }
        if (i < data.length) {
            counts[data[i] & 0xff]++;
        }
        for (int value = 0; value < END_OF_BLOCK; value++) {
            counts[value] += others[value];
        }
        counts[END_OF_BLOCK] = 1;
        return counts;
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

        /**
         * As {@link #write} for each, two at a time. What is pending goes into the target each time, whole bytes of it for good:
         * nothing has to be asked, and a processor guesses nothing wrong. Up to eight bytes more than needed are written.
         */
        void writeAll(byte[] values, int[] codes, int[] lengths) {
            long bits = pending;
            int count = pendingBits;
            int at = length;
            int i = 0;
            for (; i + 1 < values.length; i += 2) {
                int one = values[i] & 0xff;
                int other = values[i + 1] & 0xff;
                int oneBits = lengths[one];
                bits |= (codes[one] | (long) codes[other] << oneBits) << count;
                count += oneBits + lengths[other];
                LITTLE_ENDIAN_LONGS.set(target, at, bits);
                at += count >>> 3;
                bits >>>= count & ~7;
                count &= 7;
            }
            pending = bits;
            pendingBits = count;
            length = at;
            if (i < values.length) {
                int last = values[i] & 0xff;
                write(codes[last], lengths[last]);
            }
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
