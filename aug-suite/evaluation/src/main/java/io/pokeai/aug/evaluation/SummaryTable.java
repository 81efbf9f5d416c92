package io.pokeai.aug.evaluation;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.dataset.PandasCsv;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The summaries of several models, and their means: PokeAI's {@code test_summary_aggregated.csv}, byte for byte as pandas
 * makes it.
 *
 * <p><b>Source</b> pandas 3.0: {@code concat} of {@code read_csv}, {@code groupby("model").mean} (pandas/_libs/groupby.pyx,
 * {@code group_mean} with Kahan's compensation), {@code sort_values(ascending=False)}.<br>
 * <b>Threads</b> immutable.
 *
 * @param rows in the order of the files
 * @param hasFolds whether any file has a column {@code fold}
 */
public record SummaryTable(List<Row> rows, boolean hasFolds) {
    private static final List<String> METRICS = List.of("test_acc", "test_f1", "test_precision");
    private static final String MODEL = "model";
    private static final String FOLD = "fold";

    /** One row of a summary file. A metric without a column or value is NaN; {@code fold} is empty without a column or value. */
    public record Row(String model, double accuracy, double f1, double precision, String fold) {}

    /** The means of one model. */
    public record Aggregate(String model, double accuracy, double f1, double precision, OptionalInt folds) {}

    public SummaryTable {
        rows = List.copyOf(rows);
    }

    /**
     * Reads summaries.
     *
     * @param files in the order in which they count
     * @throws EngineException {@code INVALID_ARGUMENT} when a file is not a summary; the message names the file
     */
    public static SummaryTable read(List<Path> files) {
        List<Row> rows = new ArrayList<>();
        boolean folds = false;
        for (Path file : files) {
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                    CSVParser parser = PandasCsv.parser(reader)) {
                List<String> header = parser.getHeaderNames();
                if (!header.contains(MODEL)) {
                    throw invalid(file, "it has no column 'model'", null);
                }
                folds |= header.contains(FOLD);
                for (CSVRecord record : parser) {
                    rows.add(row(header, record));
                }
            } catch (IOException | UncheckedIOException | NumberFormatException e) {
                throw invalid(file, String.valueOf(e.getMessage()), e);
            }
        }
        return new SummaryTable(rows, folds);
    }

    private static Row row(List<String> header, CSVRecord record) {
        double[] values = METRICS.stream()
                .mapToDouble(metric -> header.contains(metric) ? PythonNumbers.readCsv(record.get(metric)) : Double.NaN)
                .toArray();
        return new Row(
                record.get(MODEL), values[0], values[1], values[2], header.contains(FOLD) ? record.get(FOLD) : "");
    }

    private static EngineException invalid(Path file, String why, @Nullable Throwable cause) {
        return new EngineException(
                ErrorCode.INVALID_ARGUMENT,
                file + " is not a summary: " + why + ".",
                "A summary is a CSV file with the columns model, test_acc, test_f1 and test_precision.",
                cause);
    }

    /** The means of each model, the most accurate first; equal ones by name, those without an accuracy last. */
    public List<Aggregate> aggregates() {
        TreeMap<String, List<Row>> models =
                new TreeMap<>(Comparator.comparing(SummaryTable::codePoints, Arrays::compare));
        for (Row row : rows) {
            if (!row.model().isEmpty()) {
                models.computeIfAbsent(row.model(), name -> new ArrayList<>()).add(row);
            }
        }
        List<Aggregate> means = new ArrayList<>();
        models.forEach((model, own) -> means.add(new Aggregate(
                model,
                mean(own, Row::accuracy),
                mean(own, Row::f1),
                mean(own, Row::precision),
                hasFolds ? OptionalInt.of(folds(own)) : OptionalInt.empty())));
        means.sort(Comparator.comparing(
                Aggregate::accuracy,
                (a, b) -> Double.isNaN(a) || Double.isNaN(b)
                        ? Boolean.compare(Double.isNaN(a), Double.isNaN(b))
                        : Double.compare(b, a)));
        return means;
    }

    private static int[] codePoints(String text) {
        return text.codePoints().toArray();
    }

    private static int folds(List<Row> rows) {
        Set<String> different = new HashSet<>();
        rows.stream().map(Row::fold).filter(fold -> !fold.isEmpty()).forEach(different::add);
        return different.size();
    }

    /** NaN does not count; if all values are NaN, the mean is NaN. */
    private static double mean(List<Row> rows, ToDoubleFunction<Row> value) {
        double sum = 0;
        double compensation = 0;
        int count = 0;
        for (Row row : rows) {
            double next = value.applyAsDouble(row);
            if (Double.isNaN(next)) {
                continue;
            }
            count++;
            double y = next - compensation;
            double t = sum + y;
            compensation = t - sum - y;
            if (Double.isNaN(compensation)) {
                compensation = 0; // infinities
            }
            sum = t;
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    /** The file {@code test_summary_aggregated.csv}. */
    public String toCsv() {
        StringWriter text = new StringWriter();
        List<String> header = new ArrayList<>(List.of(MODEL, "mean_test_acc", "mean_test_f1", "mean_test_precision"));
        if (hasFolds) {
            header.add("folds");
        }
        PandasCsv.write(text, header);
        for (Aggregate aggregate : aggregates()) {
            List<String> values = new ArrayList<>(List.of(
                    aggregate.model(),
                    number(aggregate.accuracy()),
                    number(aggregate.f1()),
                    number(aggregate.precision())));
            aggregate.folds().ifPresent(folds -> values.add(String.valueOf(folds)));
            PandasCsv.write(text, values);
        }
        return text.toString();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : PythonNumbers.repr(value);
    }

    /** The file {@code test_summary_<model>.csv} of one model. */
    public static String toCsv(TestSummary summary) {
        StringWriter text = new StringWriter();
        PandasCsv.write(text, List.of(MODEL, METRICS.get(0), METRICS.get(1), METRICS.get(2)));
        PandasCsv.write(
                text,
                List.of(
                        summary.model(),
                        number(summary.accuracy()),
                        number(summary.f1()),
                        number(summary.precision())));
        return text.toString();
    }
}
