package io.augmenta.ingest.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The files of a folder at one moment, with their sizes and times: whether two of a folder are equal tells whether anything in
 * it has changed, without reading a file.
 *
 * @param files by their path below the folder
 */
public record FolderSnapshot(NavigableMap<String, Stamp> files) implements FileSelection {
    /** Copies the map. */
    public FolderSnapshot {
        files = Collections.unmodifiableNavigableMap(new TreeMap<>(files));
    }

    /**
     * What shows that a file has changed.
     *
     * @param sizeBytes its size
     * @param modifiedMicros when it was modified, in microseconds since 1970
     */
    public record Stamp(long sizeBytes, long modifiedMicros) {
        static Stamp of(FileContent content) throws IOException {
            if (!(content instanceof FileContent.OnDisk file)) {
                throw new IllegalArgumentException("a folder's files are on disk, but this is one " + content);
            }
            BasicFileAttributes attributes = Files.readAttributes(file.path(), BasicFileAttributes.class);
            return new Stamp(attributes.size(), attributes.lastModifiedTime().to(TimeUnit.MICROSECONDS));
        }
    }

    /**
     * Looks at the files that an ingest of the folder would read.
     *
     * @param folder the folder
     * @return what there is
     * @throws io.augmenta.ingest.ImpossibleIngestException if there is nothing that could be read
     * @throws IOException if a folder or a file's attributes cannot be read
     */
    public static FolderSnapshot of(Path folder) throws IOException {
        NavigableMap<String, Stamp> files = new TreeMap<>();
        for (ImageFile file : ImageFolder.scan(FolderLayout.of(folder)).files()) {
            try {
                files.put(file.source(), Stamp.of(file.content()));
            } catch (NoSuchFileException e) {
                // it left after the folder was listed
            }
        }
        return new FolderSnapshot(files);
    }

    @Override
    public boolean has(ImageFile file) {
        return files.containsKey(file.source());
    }

    @Override
    public boolean unchanged(ImageFile file) {
        try {
            return Optional.of(Stamp.of(file.content())).equals(Optional.ofNullable(files.get(file.source())));
        } catch (IOException e) {
            return false;
        }
    }

    /** {@return how many files are new, changed or gone in another} */
    public int differences(FolderSnapshot other) {
        long same = files.entrySet().stream()
                .filter(file -> file.getValue().equals(other.files.get(file.getKey())))
                .count();
        long common = files.keySet().stream().filter(other.files::containsKey).count();
        return Math.toIntExact(files.size() + other.files.size() - common - same);
    }

    /**
     * Names what there is in a few bytes.
     *
     * @param settings what else makes a difference
     * @return SHA-256 over the settings and the files with their sizes and times
     */
    public String sha256(String settings) {
        MessageDigest digest = digest();
        digest.update((settings + "\n").getBytes(UTF_8));
        for (Map.Entry<String, Stamp> file : files.entrySet()) {
            Stamp stamp = file.getValue();
            digest.update(
                    (file.getKey() + "\0" + stamp.sizeBytes + "\t" + stamp.modifiedMicros + "\n").getBytes(UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
