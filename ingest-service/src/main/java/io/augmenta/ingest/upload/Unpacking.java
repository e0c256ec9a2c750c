package io.augmenta.ingest.upload;

import io.augmenta.ingest.ImpossibleIngestException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks an archive as it arrives. Nothing is written outside of the folder, nothing but plain files and folders is made, and
 * what is counted against the limits is what comes out, whatever the archive says about itself. For one thread.
 */
final class Unpacking {
    private static final int DEEPEST = 16;

    private final Path folder;
    private final UploadLimits limits;
    private long unpackedBytes;
    private int files;
    private @Nullable BoundedInput received;

    /** Unpacks into a folder that is there and empty. */
    Unpacking(Path folder, UploadLimits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    /**
     * Unpacks.
     *
     * @param archive read to its end; the caller closes it
     * @return the folder of the class folders: that of the archive, or the only one in it
     * @throws ImpossibleIngestException if it is no archive, is broken, or breaks a limit
     * @throws IOException if it cannot be received or written
     */
    Path unpack(InputStream archive) throws IOException {
        try {
            received = new BoundedInput(archive, limits.archiveBytes(), "an archive");
            Archive content = Archive.of(received);
            Archive.@Nullable Entry entry = content.next();
            while (entry != null) {
                take(entry, content);
                entry = content.next();
            }
        } catch (IOException e) {
            if (Archive.isBroken(e)) {
                throw Archive.broken("it is broken: " + e.getMessage());
            }
            throw e;
        } catch (IllegalArgumentException e) {
            // names that are no text of the archive's character set
            throw Archive.broken("it is broken: " + e.getMessage());
        }
        return classFolders();
    }

    /** How much of the archive has been read. */
    long receivedBytes() {
        return received == null ? 0 : received.readBytes();
    }

    private void take(Archive.Entry entry, Archive content) throws IOException {
        Path target = target(entry.name());
        switch (entry.kind()) {
            case FOLDER -> Files.createDirectories(target);
            case FILE -> write(entry.name(), target, content.content());
            case OTHER ->
                throw new ImpossibleIngestException(
                        "invalid-archive",
                        "upload: expected files and folders, but \"" + entry.name() + "\" is a link or a device");
        }
    }

    private Path target(String name) {
        String path = name.replace('\\', '/');
        try {
            Path target = folder.resolve(path).normalize();
            boolean leaves = path.startsWith("/")
                    || List.of(path.split("/", -1)).contains("..")
                    || path.matches("[A-Za-z]:.*")
                    || !target.startsWith(folder);
            if (leaves || target.getNameCount() - folder.getNameCount() > DEEPEST) {
                throw new ImpossibleIngestException(
                        "invalid-archive",
                        "upload: expected paths below the archive's own folder and at most " + DEEPEST
                                + " folders deep, got \"" + name + "\"");
            }
            return target;
        } catch (InvalidPathException e) {
            throw Archive.broken("a name in it is none: " + e.getReason());
        }
    }

    private void write(String name, Path target, InputStream content) throws IOException {
        files++;
        if (files > limits.files()) {
            throw tooLarge("at most " + limits.files() + " files");
        }
        Path parent = target.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
            copy(content, out);
        } catch (FileAlreadyExistsException e) {
            throw new ImpossibleIngestException(
                    "invalid-archive", "upload: expected each name once, but \"" + name + "\" comes twice");
        }
    }

    private void copy(InputStream content, OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long fileBytes = 0;
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            fileBytes += count;
            unpackedBytes += count;
            if (fileBytes > limits.fileBytes()) {
                throw tooLarge("files of at most " + limits.fileBytes() + " bytes");
            }
            if (unpackedBytes > limits.unpackedBytes()) {
                throw tooLarge("at most " + limits.unpackedBytes() + " bytes unpacked");
            }
            out.write(buffer, 0, count);
        }
    }

    private static ImpossibleIngestException tooLarge(String expected) {
        return new ImpossibleIngestException(
                "upload-too-large",
                "upload: expected " + expected + ", got more; send less at once, or raise augmenta.ingest.upload.*");
    }

    /** Many archives hold one folder that has everything; a data set has at least two classes. */
    private Path classFolders() throws IOException {
        Path top = folder;
        for (int depth = 0; depth < DEEPEST; depth++) {
            List<Path> children = children(top);
            if (children.size() != 1 || !hasFolders(children.get(0))) {
                return top;
            }
            top = children.get(0);
        }
        return top;
    }

    private static List<Path> children(Path parent) throws IOException {
        try (Stream<Path> all = Files.list(parent)) {
            return all.filter(child -> !isOfTheArchiver(child)).toList();
        }
    }

    private static boolean isOfTheArchiver(Path child) {
        String name = String.valueOf(child.getFileName());
        return name.startsWith(".") || name.equals("__MACOSX");
    }

    private static boolean hasFolders(Path child) throws IOException {
        return Files.isDirectory(child) && children(child).stream().anyMatch(Files::isDirectory);
    }
}
