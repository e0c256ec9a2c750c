package io.augmenta.zoo.torch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a TorchScript archive of one module without parameters, from source in TorchScript's serialised dialect. The
 * format is that of PyTorch's {@code torch/csrc/jit/docs/serialization.md}: a zip of uncompressed entries with the code,
 * and a pickle of the module object.
 */
final class TorchScriptArchive {

    private static final byte[] PROTOCOL_2 = {(byte) 0x80, 2};
    private static final byte[] EMPTY_TUPLE = {')'};
    private static final byte[] STOP = {'.'};

    private TorchScriptArchive() {}

    /** @param source must define {@code class <className>(Module)} with the attribute {@code training : bool} */
    static byte[] of(String className, String source) {
        try {
            ByteArrayOutputStream archive = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(archive)) {
                store(zip, "module/data.pkl", moduleObject(className));
                store(zip, "module/code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
                store(zip, "module/constants.pkl", concatenate(PROTOCOL_2, EMPTY_TUPLE, STOP));
                store(zip, "module/version", ascii("3\n"));
            }
            return archive.toByteArray();
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
    }

    /** The pickle of {@code __torch__.<className>} with the state {@code {training: False}}. */
    private static byte[] moduleObject(String className) {
        byte[] key = ascii("training");
        return concatenate(
                PROTOCOL_2,
                ascii("c__torch__\n" + className + "\n"), // GLOBAL
                EMPTY_TUPLE,
                new byte[] {(byte) 0x81, '}', '('}, // NEWOBJ, EMPTY_DICT, MARK
                new byte[] {'X', (byte) key.length, 0, 0, 0}, // BINUNICODE
                key,
                new byte[] {(byte) 0x89, 'u', 'b'}, // NEWFALSE, SETITEMS, BUILD
                STOP);
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] concatenate(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }
}
