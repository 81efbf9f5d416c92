package io.pokeai.aug.reports.models;

import io.pokeai.aug.evaluation.ConfusionMatrix;
import io.pokeai.aug.evaluation.statistics.Proportion;
import io.pokeai.engine.dataset.PandasCsv;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * What a model answered for a test set, read from PokeAI's {@code test_predictions_<model>.csv}.
 *
 * <p>Rows are sorted by path and label: two models that were asked for the same pictures in another order are comparable.
 *
 * <p><b>Threads</b> immutable, provided that {@code right} and {@code counts} are not changed.
 *
 * @param testSet a fingerprint of paths and labels: equal for the same rows
 * @param rows how many there are
 * @param right the rows that are right
 * @param counts by true label, then by answer
 */
public record TestedRows(String testSet, int rows, BitSet right, Map<String, Map<String, Integer>> counts) {
    private static final List<String> COLUMNS = List.of("path", "label", "pred");

    /** One line of the file. */
    private record Line(String path, String label, String predicted) {}

    /**
     * Reads a file.
     *
     * @throws IOException when it cannot be read, or lacks a column
     */
    static TestedRows read(Path file) throws IOException {
        List<Line> lines = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                CSVParser parser = PandasCsv.parser(reader)) {
            for (String column : COLUMNS) {
                if (!parser.getHeaderNames().contains(column)) {
                    throw new IOException("it has no column '" + column + "'");
                }
            }
            for (CSVRecord line : parser) {
                lines.add(new Line(
                        line.get("path"),
                        line.get("label").intern(),
                        line.get("pred").intern()));
            }
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
        lines.sort(Comparator.comparing(Line::path).thenComparing(Line::label)); // stable
        BitSet right = new BitSet(lines.size());
        IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).label().equals(lines.get(i).predicted()))
                .forEach(right::set);
        Map<String, Map<String, Integer>> counts = new HashMap<>();
        lines.forEach(line -> counts.computeIfAbsent(line.label(), label -> new HashMap<>())
                .merge(line.predicted(), 1, Integer::sum));
        return new TestedRows(fingerprint(lines), lines.size(), right, counts);
    }

    private static String fingerprint(List<Line> lines) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Line line : lines) {
                for (String part : List.of(line.path(), line.label())) {
                    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                    digest.update(bytes);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** How many are right; there must be rows. */
    public Proportion accuracy() {
        return new Proportion(right.cardinality(), rows);
    }

    /**
     * The confusion matrix over a list of classes.
     *
     * @param classes that hold every label and every answer
     */
    public ConfusionMatrix confusion(List<String> classes) {
        Map<String, Integer> index = new HashMap<>();
        classes.forEach(name -> index.put(name, index.size()));
        IntStream.Builder truth = IntStream.builder();
        IntStream.Builder predicted = IntStream.builder();
        counts.forEach((label, answers) -> answers.forEach((answer, count) -> {
            for (int i = 0; i < count; i++) {
                truth.add(index.getOrDefault(label, -1));
                predicted.add(index.getOrDefault(answer, -1));
            }
        }));
        return ConfusionMatrix.of(
                classes, truth.build().toArray(), predicted.build().toArray());
    }
}
