package io.augmenta.evaluator.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Rows under a header: RFC 4180 with line feeds, UTF-8. */
final class CsvFile {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();

    private CsvFile() {}

    static byte[] of(List<String> header, Stream<? extends List<?>> rows) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Writer writer = new OutputStreamWriter(bytes, UTF_8);
                CSVPrinter csv = new CSVPrinter(writer, FORMAT)) {
            csv.printRecord(header);
            for (Iterator<? extends List<?>> row = rows.iterator(); row.hasNext(); ) {
                csv.printRecord(row.next());
            }
        }
        return bytes.toByteArray();
    }
}
