package io.augmenta.artifacts;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in S3, such as {@code s3://bucket/some/prefix}.
 *
 * @param bucket name of the bucket
 * @param prefix what the keys of all objects there begin with: empty, or ending in {@code /}
 */
public record S3Location(String bucket, String prefix) {
    private static final Pattern FORM = Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*))?");

    /** @throws IllegalArgumentException for a prefix that is not as described */
    public S3Location {
        if (!prefix.isEmpty() && (!prefix.endsWith("/") || prefix.startsWith("/"))) {
            throw new IllegalArgumentException(
                    "A prefix in S3 is empty, or ends and does not begin with '/', but this is '" + prefix + "'");
        }
    }

    /** Whether this is meant to be a place in S3. */
    public static boolean isMeantBy(String text) {
        return text.startsWith("s3:");
    }

    /**
     * Reads {@code s3://bucket} or {@code s3://bucket/prefix}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static S3Location parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("A place in S3 is written s3://BUCKET/PREFIX, with a bucket of 3 to 63"
                    + " lower-case letters, digits, dots and hyphens, but this is '" + text + "'");
        }
        String path = form.group(2) == null ? "" : form.group(2).replaceAll("^/+|/+$", "");
        return new S3Location(form.group(1), path.isEmpty() ? "" : path + "/");
    }

    /** The key of an object below this place. */
    public String key(String name) {
        return prefix + name;
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + prefix;
    }
}
