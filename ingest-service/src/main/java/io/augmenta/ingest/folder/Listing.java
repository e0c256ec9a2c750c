package io.augmenta.ingest.folder;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What lies directly in a folder, by name; hidden things, and what is neither file nor folder, are passed over. */
record Listing(List<Path> folders, List<Path> files) {
    static Listing of(Path folder) throws IOException {
        List<Path> folders = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                if (name(child).startsWith(".")) {
                    continue;
                }
                if (Files.isDirectory(child)) {
                    folders.add(child);
                } else if (Files.isRegularFile(child)) {
                    files.add(child);
                }
            }
        }
        Comparator<Path> byName = Comparator.comparing(Listing::name);
        folders.sort(byName);
        files.sort(byName);
        return new Listing(folders, files);
    }

    static String name(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }
}
