package io.augmenta.quickstart.command;

import io.augmenta.artifacts.Artifact;
import io.augmenta.artifacts.ArtifactStore;
import io.augmenta.contracts.ArtifactReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where the files of a report are put for people to read. */
record ReportFolder(Path folder) {

    /** Makes the folder right away: nobody wants to learn after an hour that it cannot be written. */
    static ReportFolder create(Path folder) throws CommandFailedException {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".writable", null));
            return new ReportFolder(folder);
        } catch (IOException e) {
            throw new CommandFailedException("the report folder " + folder + " cannot be written: " + e, e);
        }
    }

    /** The full path of a file in it. */
    Path path(String file) {
        return folder.toAbsolutePath().normalize().resolve(file);
    }

    /** Copies files out of the artifact store, each proven by its digest. */
    void copy(Map<String, ArtifactReference> files, ArtifactStore store) throws CommandFailedException {
        for (Map.Entry<String, ArtifactReference> file : files.entrySet()) {
            Path name = Path.of(file.getKey()).getFileName();
            ArtifactReference reference = file.getValue();
            if (name == null || !name.toString().equals(file.getKey())) {
                throw new CommandFailedException("a file of the report has the name '" + file.getKey() + "'", null);
            }
            try {
                store.copyTo(
                        new Artifact(reference.uri(), reference.sha256(), reference.sizeBytes()), folder.resolve(name));
            } catch (IOException e) {
                throw new CommandFailedException("the report's " + name + " cannot be copied: " + e.getMessage(), e);
            }
        }
    }
}
