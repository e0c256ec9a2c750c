package io.augmenta.ingest.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.artifacts.S3Folders;
import io.augmenta.artifacts.S3Location;
import io.augmenta.artifacts.S3Settings;
import io.augmenta.ingest.ImpossibleIngestException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AllowedBucketsTest {
    private static final S3Folders S3 = new S3Folders(new S3Settings(
            Optional.of(URI.create("http://127.0.0.1:1")),
            Optional.empty(),
            true,
            Optional.of("test"),
            Optional.of("secret")));

    @Test
    void nothingIsAllowedThatIsNotConfigured() {
        assertRefused("bucket-not-allowed", "augmenta.ingest.allowed-buckets", "s3://any/where", allowed());
    }

    @Test
    void aPlaceAllowsWhatIsBelowItAndNoNeighbour() {
        AllowedBuckets allowed = allowed("s3://images/brains", "s3://open");

        assertEquals("s3://images/brains/", allowed.check("s3://images/brains").toString());
        assertEquals(
                "s3://images/brains/2024/",
                allowed.check("s3://images/brains/2024").toString());
        assertEquals("s3://open/", allowed.check("s3://open").toString());
        assertEquals(
                "s3://open/any/where/", allowed.check("s3://open/any/where/").toString());
        for (String outside :
                List.of("s3://images", "s3://images/brains-of-others", "s3://images/lungs", "s3://openly/x")) {
            assertRefused("bucket-not-allowed", "outside of the buckets", outside, allowed);
        }
    }

    @Test
    void namesThatAStoreMayTakeForStepsAreNoWayOut() {
        AllowedBuckets allowed = allowed("s3://images/brains");

        for (String way :
                List.of("s3://images/brains/../lungs", "s3://images/brains/./../lungs", "s3://images/brains/..")) {
            assertRefused("bucket-not-allowed", "outside of the buckets", way, allowed);
        }
        assertEquals(
                "s3://images/brains/a..b/",
                allowed.check("s3://images/brains/a..b").toString());
    }

    @Test
    void whatIsNoPlaceIsSaidAndNoSecret() {
        String message = assertRefused("invalid-bucket", "written s3://BUCKET/PREFIX", "s3://NO_BUCKET/x", allowed());
        assertFalse(message.contains("secret"), message);
    }

    @Test
    void dataSetsAreNamedAfterThePlace() {
        AllowedBuckets allowed = allowed("s3://images");

        assertEquals("2024-t1", allowed.check("s3://images/brains/2024 t1").datasetName());
        assertEquals("images", allowed.check("s3://images").datasetName());
    }

    private static AllowedBuckets allowed(String... places) {
        return new AllowedBuckets(Stream.of(places).map(S3Location::parse).toList(), S3);
    }

    private static String assertRefused(String kind, String said, String place, AllowedBuckets allowed) {
        ImpossibleIngestException refusal = assertThrows(ImpossibleIngestException.class, () -> allowed.check(place));
        String message = String.valueOf(refusal.getMessage());
        assertEquals(kind, refusal.kind());
        assertTrue(message.contains(said), message);
        return message;
    }
}
