package io.augmenta.export;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder. Files are written into a hidden folder beside it, which takes its name when all is there; what an export that was
 * killed has left there is removed by the next one to that folder, a day later.
 */
public final class FolderTarget implements ExportTarget {
    /** No export lasts this long, so what is older was left by one that died. */
    private static final Duration ABANDONED_AFTER = Duration.ofDays(1);

    private final Path folder;
    private final boolean overwrite;
    private final Path partial;
    private final Set<Path> made = new HashSet<>();
    private boolean complete;

    private FolderTarget(Path folder, boolean overwrite) {
        this.folder = folder;
        this.overwrite = overwrite;
        this.partial = beside("partial");
    }

    /**
     * Prepares an export to this folder.
     *
     * @param overwrite whether an earlier export there is replaced, once the new one is whole
     * @throws UnusableTargetException if there is something that is not to be replaced, or nothing can be written beside the
     *     folder
     * @throws IOException if the folder cannot be looked at
     */
    public static FolderTarget open(Path folder, boolean overwrite) throws IOException {
        Path target = folder.toAbsolutePath().normalize();
        demandRoom(target, overwrite);
        FolderTarget opened = new FolderTarget(target, overwrite);
        opened.makeRoom();
        return opened;
    }

    private void makeRoom() throws UnusableTargetException {
        try {
            Files.createDirectories(parent());
            removeAbandoned();
            Files.createDirectory(partial);
        } catch (IOException e) {
            throw UnusableTargetException.notWritable(parent().toString(), e);
        }
    }

    private static void demandRoom(Path folder, boolean overwrite) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UnusableTargetException(folder + " is a file; choose another place");
        }
        if (!Files.exists(folder) || empty(folder)) {
            return;
        }
        if (!Files.exists(folder.resolve(Export.DESCRIPTION))) {
            throw UnusableTargetException.noExport(folder.toString());
        }
        if (!overwrite) {
            throw UnusableTargetException.notEmpty(folder.toString());
        }
    }

    private static boolean empty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    @Override
    public void put(String path, byte[] content, String mediaType) throws IOException {
        Files.write(fileFor(path), content);
    }

    @Override
    public void put(String path, Path content, String mediaType) throws IOException {
        Files.copy(content, fileFor(path));
    }

    private Path fileFor(String path) throws IOException {
        Path file = partial.resolve(path).normalize();
        Path parent = file.getParent();
        if (parent == null || !file.startsWith(partial)) {
            throw new IllegalArgumentException("a path within the export was expected, got " + path);
        }
        if (made.add(parent)) {
            Files.createDirectories(parent);
        }
        return file;
    }

    @Override
    public void complete(String path, byte[] content, String mediaType) throws IOException {
        put(path, content, mediaType);
        // somebody may have put something there since it was looked at
        demandRoom(folder, overwrite);
        if (Files.exists(folder)) {
            replace();
        } else {
            Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
            complete = true;
        }
    }

    private void replace() throws IOException {
        Path replaced = beside("replaced");
        Files.move(folder, replaced, StandardCopyOption.ATOMIC_MOVE);
        try {
            Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.move(replaced, folder, StandardCopyOption.ATOMIC_MOVE);
            throw e;
        }
        complete = true;
        delete(replaced);
    }

    @Override
    public String description() {
        return folder.toString();
    }

    @Override
    public void close() throws IOException {
        if (!complete) {
            delete(partial);
        }
    }

    private Path beside(String kind) {
        return parent().resolve(hiddenPrefix(kind) + UUID.randomUUID());
    }

    private String hiddenPrefix(String kind) {
        return "." + folder.getFileName() + "." + kind + "-";
    }

    private Path parent() {
        Path parent = folder.getParent();
        return parent == null ? folder : parent;
    }

    private void removeAbandoned() throws IOException {
        Instant oldest = Instant.now().minus(ABANDONED_AFTER);
        try (Stream<Path> files = Files.list(parent())) {
            for (Path left : files.filter(this::leftByAnExport).toList()) {
                if (Files.getLastModifiedTime(left).toInstant().isBefore(oldest)) {
                    delete(left);
                }
            }
        }
    }

    private boolean leftByAnExport(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith(hiddenPrefix("partial")) || name.startsWith(hiddenPrefix("replaced"));
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException error) throws IOException {
                if (error != null) {
                    throw error;
                }
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
