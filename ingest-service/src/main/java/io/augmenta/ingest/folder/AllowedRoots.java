package io.augmenta.ingest.folder;

import io.augmenta.ingest.ImpossibleIngestException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The folders below which may be read. Whoever can reach the service may otherwise have it read any folder of its
 * machine; symbolic links on the way out are followed before the check.
 */
public final class AllowedRoots {
    private final List<Path> roots;

    /**
     * Takes the roots; one that is not there (yet) allows nothing.
     *
     * @param roots relative ones are meant from the working folder
     */
    public AllowedRoots(List<Path> roots) {
        this.roots =
                roots.stream().map(root -> root.toAbsolutePath().normalize()).toList();
    }

    /**
     * Checks a folder.
     *
     * @param folder a relative one is meant from the working folder
     * @return its real path
     * @throws ImpossibleIngestException if it is outside of all roots, is not there or is no folder; of what lies
     *     outside, not even whether it is there is told
     */
    public Path check(Path folder) {
        Path wanted = folder.toAbsolutePath().normalize();
        if (roots.stream().noneMatch(wanted::startsWith)) {
            throw outside(wanted);
        }
        if (!Files.isDirectory(wanted) || !Files.isReadable(wanted)) {
            throw new ImpossibleIngestException(
                    "unknown-folder",
                    "folder: expected a folder that this service can read, but " + wanted
                            + (Files.exists(wanted) ? " is none" : " is not there"));
        }
        Path real = realPath(wanted);
        if (roots.stream()
                .filter(Files::isDirectory)
                .map(AllowedRoots::realPath)
                .noneMatch(real::startsWith)) {
            throw outside(wanted);
        }
        return real;
    }

    private ImpossibleIngestException outside(Path wanted) {
        return new ImpossibleIngestException(
                "folder-not-allowed",
                "folder: " + wanted + " is outside of the folders that may be read (" + roots
                        + "); allow more with augmenta.ingest.allowed-roots");
    }

    private static Path realPath(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot follow " + path, e);
        }
    }
}
