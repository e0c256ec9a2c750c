package io.augmenta.generator.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.LabelledImage;
import io.augmenta.contracts.ProvenanceText;
import io.augmenta.generator.VerifierBench;
import io.augmenta.generator.picture.PictureVerifier.Different;
import io.augmenta.generator.picture.PictureVerifier.NotVerifiable;
import io.augmenta.generator.picture.PictureVerifier.Same;
import io.augmenta.generator.picture.PictureVerifier.Verdict;
import io.augmenta.imaging.RasterImage;
import io.augmenta.imaging.png.FastPngEncoder;
import io.augmenta.imaging.png.PngEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureVerifierTest {
    @TempDir
    private Path folder;

    private VerifierBench bench;
    private Map<String, String> text;
    private RasterImage picture;

    @BeforeEach
    void makeAnImage() throws Exception {
        bench = new VerifierBench(folder);
        LabelledImage image = bench.image(5);
        text = ProvenanceText.of(image);
        picture = Pictures.raster(image);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void imageAsItWasDeliveredIsTheSameToTheLastByte() throws Exception {
        Same same = assertInstanceOf(Same.class, verify(FastPngEncoder.encode(picture, text)));

        assertTrue(same.wholeFile());
        assertEquals(text, same.text());
    }

    @Test
    void imageOfAnotherVersionOfTheSoftwareIsTheSame() throws Exception {
        text.put("Software", "augmenta-generator 0.0.1");

        assertTrue(assertInstanceOf(Same.class, verify(FastPngEncoder.encode(picture, text)))
                .wholeFile());
    }

    @Test
    void imageThatWasWrittenAnewHasTheSamePixelsOnly() throws Exception {
        assertEquals(new Same(text, false), verify(PngEncoder.encode(picture, text)));
        Map<String, String> more = new HashMap<>(text);
        more.put("Comment", "seen by a doctor");
        assertEquals(new Same(more, false), verify(FastPngEncoder.encode(picture, more)));
        text.put("Augmenta-Recipe", "a better one");
        assertEquals(new Same(text, false), verify(FastPngEncoder.encode(picture, text)));
    }

    @Test
    void changedPixelsAreCounted() throws Exception {
        byte[] pixels = picture.pixels();
        pixels[3] ^= 1;
        pixels[90] ^= (byte) 0x80;

        assertEquals(
                new Different(text, 2, 128), verify(FastPngEncoder.encode(RasterImage.grey(16, 16, pixels), text)));
    }

    @Test
    void imageUnderAnotherNameIsDifferent() throws Exception {
        for (Map.Entry<String, String> lie : Map.of(
                        "Augmenta-Seed", "8", "Augmenta-Index", "6", "Augmenta-Class", "none")
                .entrySet()) {
            Map<String, String> lying = new HashMap<>(text);
            lying.put(lie.getKey(), lie.getValue());

            assertInstanceOf(Different.class, verify(FastPngEncoder.encode(picture, lying)), lie.getKey());
        }
    }

    @Test
    void imageOfAnotherSizeIsDifferent() throws Exception {
        RasterImage cut = RasterImage.grey(8, 16, Arrays.copyOf(picture.pixels(), 128));

        assertEquals(new Different(text, 256, 255), verify(FastPngEncoder.encode(cut, text)));
    }

    @Test
    void whatCannotBeMadeAgainSaysWhy() throws Exception {
        assertReason("is no PNG", "nothing".getBytes(StandardCharsets.UTF_8));
        assertReason("expected the text chunks Augmenta-Checkpoint", FastPngEncoder.encode(picture, Map.of()));
        assertReason("another-e0001 is not known", withText("Augmenta-Checkpoint", "another-e0001"));
        assertReason("is another here", withText("Augmenta-Generator-SHA-256", "ab".repeat(32)));
        assertReason("is another here", withText("Augmenta-Class", "meningioma"));
        assertReason("of a single image", withText("Augmenta-Index", "-1"));
        assertReason("of a single image", withText("Augmenta-Seed", "seven"));
    }

    private byte[] withText(String keyword, String value) {
        Map<String, String> changed = new HashMap<>(text);
        changed.put(keyword, value);
        return FastPngEncoder.encode(picture, changed);
    }

    private void assertReason(String part, byte[] png) throws Exception {
        String reason = assertInstanceOf(NotVerifiable.class, verify(png)).reason();
        assertTrue(reason.contains(part), reason);
    }

    private Verdict verify(byte[] png) throws Exception {
        return bench.verify(png);
    }
}
