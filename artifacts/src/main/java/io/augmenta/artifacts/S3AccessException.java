package io.augmenta.artifacts;

import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** S3 did not do what it was asked for: it cannot be reached, refuses, or the bucket is not there. */
public final class S3AccessException extends IOException {
    private static final long serialVersionUID = 1L;

    /** In place of a status. */
    public static final int NO_ANSWER = 0;

    private final int status;

    private S3AccessException(String message, SdkException cause) {
        super(message, cause);
        this.status = cause instanceof AwsServiceException answer ? answer.statusCode() : NO_ANSWER;
    }

    /** The HTTP status that S3 answered with; {@value #NO_ANSWER} where it did not answer. */
    public int status() {
        return status;
    }

    /**
     * Says what was asked for and what came of it.
     *
     * @param asked what was asked for, such as {@code put}
     * @param location the place it was asked for
     * @param failure what the SDK says of it
     */
    public static S3AccessException of(String asked, S3Location location, SdkException failure) {
        return new S3AccessException(
                "S3 could not " + asked + " at " + location + ": " + reason(failure)
                        + ". Check the bucket, the endpoint and region, and what the credentials allow",
                failure);
    }

    private static String reason(SdkException failure) {
        if (failure instanceof AwsServiceException answer) {
            Optional<AwsErrorDetails> details = Optional.ofNullable(answer.awsErrorDetails());
            return "status " + answer.statusCode()
                    + details.map(AwsErrorDetails::errorCode)
                            .map(code -> " " + code)
                            .orElse("")
                    + details.map(AwsErrorDetails::errorMessage)
                            .map(message -> " (" + message + ")")
                            .orElse("");
        }
        return String.valueOf(failure.getMessage());
    }
}
