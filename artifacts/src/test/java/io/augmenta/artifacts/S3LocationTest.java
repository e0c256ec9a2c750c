package io.augmenta.artifacts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3LocationTest {

    @Test
    void aLocationHasABucketAndAPrefixThatEndsInASlash() {
        assertEquals(new S3Location("bucket", "a/b/"), S3Location.parse("s3://bucket/a/b"));
        assertEquals(new S3Location("bucket", "a/b/"), S3Location.parse("s3://bucket/a/b/"));
        assertEquals(new S3Location("bucket", ""), S3Location.parse("s3://bucket"));
        assertEquals(new S3Location("bucket", ""), S3Location.parse("s3://bucket/"));
        assertEquals("a/b/c.png", S3Location.parse("s3://bucket/a/b").key("c.png"));
        assertEquals("c.png", S3Location.parse("s3://bucket").key("c.png"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://", "s3:bucket", "s3://Bucket/x", "s3://b/x", "s3://-bucket", "http://bucket/x"})
    void whatIsNoLocationIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> S3Location.parse(text));
    }
}
