package io.augmenta.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Artifacts in a bucket of S3, or of a store that speaks its protocol, which services on several machines share.
 *
 * <p>Keys: {@code <prefix>sha256/<first two digits>/<all digits>}. What is put is hashed first, so that its key and length are
 * known: a stream goes through a temporary file, bytes and files do not. S3 gets the digest along and takes nothing else under
 * that name. What is there already, with that digest on record, is not sent again; a new name is written on the condition that
 * it is still free; an object with another digest on record, or none, is replaced, which repairs it. Above {@link
 * #SINGLE_PUT_BYTES} content is sent in parts, and of such objects S3 keeps no digest of the whole.
 */
public final class S3ArtifactStore implements ArtifactStore {
    /** The most bytes that are sent in one request. S3 takes 5 GiB; a smaller one that fails costs less to repeat. */
    public static final long SINGLE_PUT_BYTES = 256L << 20;

    private static final int NOT_FOUND = 404;
    private static final int ALREADY_THERE = 412;
    private static final int WRITTEN_AT_THE_SAME_TIME = 409;
    private static final int PART_BYTES = 16 << 20;

    private final S3Client client;
    private final S3Location location;
    private final long singlePutBytes;
    private final int partBytes;
    private final Path temporary;

    /**
     * A store at that place. Nothing is asked yet: a bucket that is not there shows at the first use.
     *
     * @param client the caller closes it, after the last use of this store
     */
    public S3ArtifactStore(S3Client client, S3Location location) {
        this(client, location, SINGLE_PUT_BYTES, PART_BYTES, Path.of(System.getProperty("java.io.tmpdir")));
    }

    S3ArtifactStore(S3Client client, S3Location location, long singlePutBytes, int partBytes, Path temporary) {
        this.client = client;
        this.location = location;
        this.singlePutBytes = singlePutBytes;
        this.partBytes = partBytes;
        this.temporary = temporary;
    }

    @Override
    public Artifact put(InputStream content) throws IOException {
        Path folder = Files.createTempDirectory(temporary, "augmenta-artifact-");
        try (PendingFile pending = PendingFile.in(folder)) {
            Artifact artifact = pending.write(content);
            store(artifact, new Content(RequestBody.fromFile(pending.path()), pending.path()));
            return artifact;
        } finally {
            Files.deleteIfExists(folder);
        }
    }

    @Override
    public Artifact put(byte[] content) throws IOException {
        if (content.length > singlePutBytes) {
            return ArtifactStore.super.put(content);
        }
        Artifact artifact =
                Artifact.of(HexFormat.of().formatHex(Digests.sha256().digest(content)), content.length);
        store(artifact, new Content(RequestBody.fromBytes(content), Path.of("")));
        return artifact;
    }

    @Override
    public Artifact put(Path file) throws IOException {
        Artifact artifact = Digests.of(file);
        store(artifact, new Content(RequestBody.fromFile(file), file));
        return artifact;
    }

    /** What is sent: as one body, or from a file in parts. */
    private record Content(RequestBody whole, Path file) {}

    private void store(Artifact artifact, Content content) throws IOException {
        try {
            Optional<HeadObjectResponse> there = head(artifact);
            if (there.isPresent() && intact(there.get(), artifact)) {
                return;
            }
            if (artifact.sizeBytes() > singlePutBytes) {
                sendInParts(artifact, content.file());
            } else {
                send(artifact, content.whole(), there.isEmpty());
            }
        } catch (SdkException e) {
            throw S3AccessException.of("put artifact " + artifact.sha256(), location, e);
        }
    }

    private Optional<HeadObjectResponse> head(Artifact artifact) {
        try {
            return Optional.of(client.headObject(request ->
                    request.bucket(location.bucket()).key(keyOf(artifact)).checksumMode(ChecksumMode.ENABLED)));
        } catch (AwsServiceException e) {
            if (e.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean intact(HeadObjectResponse there, Artifact artifact) {
        return there.contentLength() == artifact.sizeBytes()
                && checksumOf(artifact).equals(there.checksumSHA256());
    }

    private void send(Artifact artifact, RequestBody content, boolean onlyIfFree) {
        try {
            client.putObject(
                    request -> request.bucket(location.bucket())
                            .key(keyOf(artifact))
                            .checksumSHA256(checksumOf(artifact))
                            .ifNoneMatch(onlyIfFree ? "*" : null),
                    content);
        } catch (AwsServiceException e) {
            boolean somebodyPutIt = e.statusCode() == ALREADY_THERE || e.statusCode() == WRITTEN_AT_THE_SAME_TIME;
            if (!onlyIfFree || !somebodyPutIt) {
                throw e;
            }
            // S3 has checked what they put against the same digest
        }
    }

    private void sendInParts(Artifact artifact, Path file) throws IOException {
        String upload = client.createMultipartUpload(
                        request -> request.bucket(location.bucket()).key(keyOf(artifact)))
                .uploadId();
        try {
            List<CompletedPart> parts = sendParts(artifact, upload, file);
            client.completeMultipartUpload(request -> request.bucket(location.bucket())
                    .key(keyOf(artifact))
                    .uploadId(upload)
                    .multipartUpload(whole -> whole.parts(parts)));
        } catch (IOException | RuntimeException | Error e) {
            abort(artifact, upload, e);
            throw e;
        }
    }

    private List<CompletedPart> sendParts(Artifact artifact, String upload, Path file) throws IOException {
        List<CompletedPart> parts = new ArrayList<>();
        try (DigestInputStream content = new DigestInputStream(Files.newInputStream(file), Digests.sha256())) {
            for (byte[] part = content.readNBytes(partBytes); part.length > 0; part = content.readNBytes(partBytes)) {
                parts.add(sendPart(artifact, upload, parts.size() + 1, part));
            }
            String sent = HexFormat.of().formatHex(content.getMessageDigest().digest());
            // of content in parts S3 takes no digest that it could check
            if (!sent.equals(artifact.sha256())) {
                throw new IOException(
                        "Content with SHA-256 " + artifact.sha256() + " was to be stored, but its file was"
                                + " changed meanwhile and now has " + sent + ". Store it again once nobody writes it");
            }
        }
        return parts;
    }

    private void abort(Artifact artifact, String upload, Throwable because) {
        try {
            client.abortMultipartUpload(request ->
                    request.bucket(location.bucket()).key(keyOf(artifact)).uploadId(upload));
        } catch (SdkException e) {
            because.addSuppressed(e);
        }
    }

    private CompletedPart sendPart(Artifact artifact, String upload, int number, byte[] part) {
        String tag = client.uploadPart(
                        request -> request.bucket(location.bucket())
                                .key(keyOf(artifact))
                                .uploadId(upload)
                                .partNumber(number),
                        RequestBody.fromBytes(part))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(tag).build();
    }

    @Override
    public InputStream open(Artifact artifact) throws IOException {
        try {
            ResponseInputStream<GetObjectResponse> content = client.getObject(
                    request -> request.bucket(location.bucket()).key(keyOf(artifact)));
            long actualBytes = content.response().contentLength();
            if (actualBytes != artifact.sizeBytes()) {
                content.abort();
                throw ArtifactCorruptedException.ofSize(artifact, actualBytes);
            }
            return new VerifyingInputStream(content, artifact);
        } catch (NoSuchKeyException e) {
            throw new ArtifactMissingException(artifact, location.toString(), e);
        } catch (SdkException e) {
            throw S3AccessException.of("get artifact " + artifact.sha256(), location, e);
        }
    }

    @Override
    public boolean contains(Artifact artifact) throws IOException {
        try {
            return head(artifact).isPresent();
        } catch (SdkException e) {
            throw S3AccessException.of("look for artifact " + artifact.sha256(), location, e);
        }
    }

    private String keyOf(Artifact artifact) {
        return location.key("sha256/" + artifact.sha256().substring(0, 2) + "/" + artifact.sha256());
    }

    private static String checksumOf(Artifact artifact) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(artifact.sha256()));
    }
}
