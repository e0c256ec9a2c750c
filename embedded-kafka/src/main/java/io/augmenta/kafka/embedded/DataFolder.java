package io.augmenta.kafka.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.bootstrap.BootstrapDirectory;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble.VerificationFlag;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A broker's folder, held exclusively from {@link #open} to {@link #close}.
 *
 * <p>Kafka's files are in a sub-folder, so that the lock file is there before Kafka's formatting looks for emptiness.
 */
final class DataFolder implements AutoCloseable {

    private final Path folder;
    private final FileChannel lockFile;

    private DataFolder(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.lockFile = lockFile;
    }

    static DataFolder open(Path folder) {
        FileChannel lockFile;
        try {
            Files.createDirectories(folder);
            lockFile = FileChannel.open(
                    folder.resolve("broker.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new FolderUnusableException(folder, "it cannot be written (" + e + ")", e);
        }
        DataFolder opened = new DataFolder(folder, lockFile);
        opened.lockOrClose();
        return opened;
    }

    Path kafkaFiles() {
        return folder.resolve("kafka").toAbsolutePath();
    }

    /** Makes a new folder a broker's, and checks one that has been used before. */
    MetaPropertiesEnsemble formatOrVerify(int nodeId, String controllerListener) {
        try {
            if (!Files.exists(kafkaFiles().resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
                format(nodeId, controllerListener);
            }
            MetaPropertiesEnsemble found = new MetaPropertiesEnsemble.Loader()
                    .addMetadataLogDir(kafkaFiles().toString())
                    .load();
            found.verify(
                    Optional.empty(),
                    OptionalInt.of(nodeId),
                    EnumSet.of(VerificationFlag.REQUIRE_AT_LEAST_ONE_VALID, VerificationFlag.REQUIRE_METADATA_LOG_DIR));
            return found;
        } catch (EmbeddedKafkaException e) {
            throw e;
        } catch (Exception e) {
            throw new FolderUnusableException(folder, "its meta.properties cannot be read (" + e.getMessage() + ")", e);
        }
    }

    BootstrapMetadata bootstrapMetadata() {
        try {
            return new BootstrapDirectory(kafkaFiles().toString()).read();
        } catch (Exception e) {
            throw new FolderUnusableException(
                    folder, "its bootstrap checkpoint cannot be read (" + e.getMessage() + ")", e);
        }
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new EmbeddedKafkaException("the lock of folder " + folder + " could not be released", e);
        }
    }

    private void lockOrClose() {
        try {
            if (lockFile.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            // held by this very process; the channel must still be closed
            close();
            throw new FolderLockedException(folder, e);
        } catch (IOException e) {
            close();
            throw new FolderUnusableException(folder, "it cannot be locked (" + e + ")", e);
        }
        close();
        throw new FolderLockedException(folder, null);
    }

    private void format(int nodeId, String controllerListener) throws Exception {
        if (Files.exists(kafkaFiles().resolve("__cluster_metadata-0"))) {
            throw new FolderUnusableException(folder, "it holds a broker's data but no meta.properties", null);
        }
        Files.createDirectories(kafkaFiles());
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        new Formatter()
                .setPrintStream(new PrintStream(said, true, StandardCharsets.UTF_8))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(nodeId)
                .setControllerListenerName(controllerListener)
                .setMetadataLogDirectory(kafkaFiles().toString())
                .addDirectory(kafkaFiles().toString())
                .run();
    }
}
