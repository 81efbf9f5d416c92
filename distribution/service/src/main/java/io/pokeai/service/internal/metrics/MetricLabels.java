package io.pokeai.service.internal.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * The labels of a sample. Their values are names of models, versions and outcomes, of which there is a bounded number: a client never
 * makes one up.
 *
 * @param pairs name and value in turn
 */
public record MetricLabels(List<String> pairs) {
    /** No labels. */
    public static final MetricLabels NONE = new MetricLabels(List.of());

    public MetricLabels {
        pairs = List.copyOf(pairs);
    }

    /** One label. */
    public static MetricLabels of(String name, String value) {
        return NONE.and(name, value);
    }

    /** Of a model. */
    static MetricLabels model(String model) {
        return of("model", model);
    }

    /** Of a model in a version. */
    static MetricLabels model(String model, String version) {
        return model(model).and("version", version);
    }

    /** These, and one more. */
    public MetricLabels and(String name, String value) {
        List<String> more = new ArrayList<>(pairs);
        more.add(name);
        more.add(value);
        return new MetricLabels(more);
    }

    void write(StringBuilder text) {
        for (int i = 0; i < pairs.size(); i += 2) {
            text.append(i == 0 ? '{' : ',').append(pairs.get(i)).append("=\"");
            text.append(pairs.get(i + 1)
                            .replace("\\", "\\\\")
                            .replace("\"", "\\\"")
                            .replace("\n", "\\n"))
                    .append('"');
        }
        text.append(pairs.isEmpty() ? "" : "}");
    }
}
