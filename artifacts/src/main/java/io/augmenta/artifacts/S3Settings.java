package io.augmenta.artifacts;

import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * How S3, or a store that speaks its protocol, is reached. Its text never holds the secret.
 *
 * @param endpoint address of the store; empty for Amazon's
 * @param region the region; empty for what the SDK's default chain finds (environment, profile, instance), or where there is an
 *     endpoint, {@code us-east-1}
 * @param pathStyle whether the bucket stands in the path and not in the host's name, as most other stores than Amazon's want it
 * @param accessKeyId who asks; empty for what the SDK's default chain finds
 * @param secretAccessKey the secret that goes with it
 */
public record S3Settings(
        Optional<URI> endpoint,
        Optional<String> region,
        boolean pathStyle,
        Optional<String> accessKeyId,
        Optional<String> secretAccessKey) {

    /** Names of the properties that {@link #from} reads begin with this. */
    public static final String PROPERTIES = "augmenta.artifacts.s3.";

    private static final Region OF_OTHER_STORES = Region.US_EAST_1;

    /** @throws IllegalArgumentException where only one half of the credentials is given */
    public S3Settings {
        if (accessKeyId.isPresent() != secretAccessKey.isPresent()) {
            throw new IllegalArgumentException("Of " + PROPERTIES + "access-key-id and " + PROPERTIES
                    + "secret-access-key both are set, or none and the SDK's default chain is asked");
        }
    }

    /**
     * Reads {@code augmenta.artifacts.s3.endpoint}, {@code .region}, {@code .path-style} (false unless set), {@code
     * .access-key-id} and {@code .secret-access-key}.
     *
     * @param property the value of a property, where it is set
     * @throws IllegalArgumentException for values that are not as described
     */
    public static S3Settings from(Function<String, Optional<String>> property) {
        return new S3Settings(
                property.apply(PROPERTIES + "endpoint").map(URI::create),
                property.apply(PROPERTIES + "region"),
                property.apply(PROPERTIES + "path-style")
                        .map(Boolean::parseBoolean)
                        .orElse(false),
                property.apply(PROPERTIES + "access-key-id"),
                property.apply(PROPERTIES + "secret-access-key"));
    }

    /**
     * A client, which the caller closes. Nothing is asked yet.
     *
     * @throws software.amazon.awssdk.core.exception.SdkClientException where no region can be found
     */
    public S3Client connect() {
        S3ClientBuilder client = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(credentials())
                .forcePathStyle(pathStyle)
                // content is proven by SHA-256; other stores than Amazon's know no checksums that are sent unasked
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        endpoint.ifPresent(address -> client.endpointOverride(address).region(OF_OTHER_STORES));
        region.ifPresent(name -> client.region(Region.of(name)));
        return client.build();
    }

    private AwsCredentialsProvider credentials() {
        if (accessKeyId.isPresent() && secretAccessKey.isPresent()) {
            return StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(accessKeyId.get(), secretAccessKey.get()));
        }
        return DefaultCredentialsProvider.builder().build();
    }

    @Override
    public String toString() {
        return "S3Settings[endpoint=" + endpoint + ", region=" + region + ", pathStyle=" + pathStyle + ", credentials="
                + (accessKeyId.isPresent() ? "given" : "by default chain") + "]";
    }
}
