package io.augmenta.ingest.folder;

import io.augmenta.ingest.IngestRequest;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder of this machine. What is neither file nor folder is passed over.
 *
 * @param folder its path
 */
public record FolderTree(Path folder) implements ImageTree {
    @Override
    public Listing list(String path) throws IOException {
        List<String> folders = new ArrayList<>();
        List<Listing.File> files = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder.resolve(path))) {
            for (Path child : children) {
                Path name = child.getFileName();
                if (name != null && Files.isDirectory(child)) {
                    folders.add(name.toString());
                } else if (name != null && Files.isRegularFile(child)) {
                    files.add(new Listing.File(name.toString(), new FileContent.OnDisk(child)));
                }
            }
        }
        return Listing.of(folders, files);
    }

    @Override
    public String datasetName() {
        Path last = folder.toAbsolutePath().normalize().getFileName();
        return IngestRequest.datasetNamed(last == null ? "" : last.toString());
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
