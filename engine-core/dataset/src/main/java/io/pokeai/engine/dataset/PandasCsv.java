package io.pokeai.engine.dataset;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/**
 * CSV as pandas writes and reads it.
 *
 * <p>pandas quotes a field that holds a comma, a quote or an LF, and nothing else; Commons CSV would quote more. A field with
 * a CR is quoted as well: pandas leaves it bare, and then reads a line end from it.
 *
 * <p><b>Threads</b> stateless.
 */
public final class PandasCsv {
    private static final Pattern QUOTED = Pattern.compile("[,\"\n\r]");

    private static final CSVFormat READING = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setAllowMissingColumnNames(true)
            .setIgnoreEmptyLines(true)
            .get();

    private static final CSVFormat WRITING =
            CSVFormat.RFC4180.builder().setQuote(null).setRecordSeparator('\n').get();

    private PandasCsv() {}

    /**
     * A parser of a file with a header; the caller closes it.
     *
     * @throws IOException when the header cannot be read
     */
    public static CSVParser parser(Reader reader) throws IOException {
        return CSVParser.builder().setReader(reader).setFormat(READING).get();
    }

    /**
     * Adds a line.
     *
     * @throws UncheckedIOException when the text cannot be written; a text in memory always can
     */
    public static void write(Appendable text, List<String> values) {
        try {
            WRITING.printRecord(text, values.stream().map(PandasCsv::field).toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String field(String value) {
        return QUOTED.matcher(value).find() ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }
}
