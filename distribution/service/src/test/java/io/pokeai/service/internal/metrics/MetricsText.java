package io.pokeai.service.internal.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads metrics as Prometheus does, and fails for what {@code promtool check metrics} would complain of. Written from the text of the
 * format, and not from what writes it.
 */
public final class MetricsText {
    private static final Pattern COMMENT = Pattern.compile("# (TYPE|HELP|UNIT) ([a-z][a-z0-9_]*) (.+)");
    private static final Pattern SAMPLE = Pattern.compile("([a-z][a-z0-9_]*)(\\{(.*)\\})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"((?:[^\"\\\\\\n]|\\\\[\\\\\"n])*)\"(,|$)");
    private static final Set<String> LABELS = Set.of("model", "version", "outcome", "operation", "state", "le");

    private final Map<String, String> types = new LinkedHashMap<>();
    private final Map<String, Double> samples = new LinkedHashMap<>();
    private final boolean openMetrics;

    private MetricsText(boolean openMetrics) {
        this.openMetrics = openMetrics;
    }

    /** Checks all of it. */
    public static MetricsText read(String text, boolean openMetrics) {
        MetricsText read = new MetricsText(openMetrics);
        assertThat(text).endsWith("\n").doesNotContain("\n\n", "\r");
        List<String> lines = new ArrayList<>(List.of(text.split("\n")));
        if (openMetrics) {
            assertThat(lines.remove(lines.size() - 1)).isEqualTo("# EOF");
        }
        read.lines(lines);
        read.histograms();
        return read;
    }

    private void lines(List<String> lines) {
        String family = "";
        Set<String> seen = new HashSet<>();
        Map<String, Set<String>> comments = new HashMap<>();
        for (String line : lines) {
            Matcher comment = COMMENT.matcher(line);
            if (comment.matches()) {
                String name = comment.group(2);
                if (!name.equals(family)) {
                    assertThat(seen.add(name))
                            .as("family %s is in one place", name)
                            .isTrue();
                    family = name;
                }
                assertThat(comments.computeIfAbsent(name, n -> new HashSet<>()).add(comment.group(1)))
                        .as(line)
                        .isTrue();
                if (comment.group(1).equals("TYPE")) {
                    types.put(name, comment.group(3));
                }
                if (comment.group(1).equals("UNIT")) {
                    assertThat(name).endsWith("_" + comment.group(3));
                }
                continue;
            }
            sample(line, family);
        }
        types.keySet().forEach(name -> assertThat(comments.get(name)).as(name).contains("TYPE", "HELP"));
    }

    private void sample(String line, String family) {
        Matcher sample = SAMPLE.matcher(line);
        assertThat(sample.matches()).as(line).isTrue();
        String name = sample.group(1);
        String type = types.get(family);
        String suffix = openMetrics || !name.equals(family) ? name.substring(family.length()) : "";
        switch (String.valueOf(type)) {
            case "counter" -> {
                assertThat(suffix).as(line).isEqualTo(openMetrics ? "_total" : "");
                assertThat(name).endsWith("_total");
                assertThat(number(sample.group(4))).isNotNegative();
            }
            case "gauge" -> assertThat(suffix).as(line).isEmpty();
            case "info" -> assertThat(suffix).as(line).isEqualTo("_info");
            case "histogram" -> assertThat(suffix).as(line).isIn("_bucket", "_sum", "_count");
            default -> throw new AssertionError(line + " has no type");
        }
        String labels = sample.group(3) == null ? "" : sample.group(3);
        Set<String> names = new HashSet<>();
        Matcher label = LABEL.matcher(labels);
        int end = 0;
        while (label.find() && label.start() == end) {
            assertThat(LABELS).as(line).contains(label.group(1));
            assertThat(names.add(label.group(1))).as(line).isTrue();
            end = label.end();
        }
        assertThat(end).as("labels of %s", line).isEqualTo(labels.length());
        String series = sample.group(3) == null ? name : name + "{" + labels + "}";
        assertThat(samples.put(series, number(sample.group(4))))
                .as("a series twice: %s", series)
                .isNull();
    }

    private static double number(String text) {
        return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }

    /** Buckets never fall, and the last one is the count. */
    private void histograms() {
        Map<String, Double> last = new HashMap<>();
        samples.forEach((series, value) -> {
            if (!series.contains("_bucket{")) {
                return;
            }
            String of = series.replaceAll(",?le=\"[^\"]*\"", "");
            assertThat(value).as(series).isGreaterThanOrEqualTo(last.getOrDefault(of, 0.0));
            last.put(of, value);
            if (series.contains("le=\"+Inf\"")) {
                String count = of.replace("_bucket{", "_count{").replace("{}", "");
                assertThat(samples.get(count)).as(count).isEqualTo(value);
            }
        });
    }

    /** The value of a series, such as {@code name{model="m"}}. */
    public double value(String series) {
        assertThat(samples).containsKey(series);
        return samples.getOrDefault(series, Double.NaN);
    }

    /** All series. */
    public Set<String> series() {
        return samples.keySet();
    }

    /** By family. */
    public Map<String, String> types() {
        return types;
    }
}
