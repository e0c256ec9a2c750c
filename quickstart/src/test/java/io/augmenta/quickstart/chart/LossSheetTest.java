package io.augmenta.quickstart.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.augmenta.contracts.EpochLosses;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class LossSheetTest {

    @Test
    void everyLossHasAPanelAndItsHeldOutFiguresFurtherLines() throws Exception {
        String svg = LossSheet.svg(
                "cvae on <brains>",
                List.of(
                        new EpochLosses(1, Map.of("kl", 3.0, "validation_kl", 4.0, "total", 9.0), 1),
                        new EpochLosses(2, Map.of("kl", 2.0, "validation_kl", Double.NaN, "total", 8.0), 1)));

        Document document = parsed(svg);
        assertEquals(2, document.getElementsByTagName("g").getLength());
        assertTrue(svg.contains("cvae on &lt;brains&gt;"), svg);
        assertTrue(svg.contains(">validation</text>"), svg);
        assertFalse(svg.contains("NaN"), svg);
    }

    @Test
    void oneEpochWithOneValueIsADot() throws Exception {
        String svg = LossSheet.svg("run", List.of(new EpochLosses(1, Map.of("generator", 0.0), 1)));

        assertEquals(1, parsed(svg).getElementsByTagName("g").getLength());
        assertTrue(svg.contains("h0.01"), svg);
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}
