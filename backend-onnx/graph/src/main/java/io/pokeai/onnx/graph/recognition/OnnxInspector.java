package io.pokeai.onnx.graph.recognition;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.Provenance;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.backend.FileReport;
import io.pokeai.engine.api.backend.FileReport.Fact;
import io.pokeai.engine.api.backend.FileReport.StoredTensor;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.Sourced;
import io.pokeai.engine.spi.FileInspector;
import io.pokeai.onnx.graph.Dimension;
import io.pokeai.onnx.graph.ElementType;
import io.pokeai.onnx.graph.OnnxHeader;
import io.pokeai.onnx.graph.TensorType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Component;

/** Says what is in an ONNX file. */
@Component
public final class OnnxInspector implements FileInspector {
    private static final int LONGEST_NOTE = 200;

    @Override
    public Optional<FileReport> inspect(Path file) {
        boolean named =
                String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".onnx");
        if (!named && !FileSignature.of(file).mayBeOnnx()) {
            return Optional.empty();
        }
        try {
            return Optional.of(report(file, OnnxHeader.read(file)));
        } catch (EngineException e) {
            if (named) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static FileReport report(Path file, OnnxHeader header) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("format version", String.valueOf(header.irVersion())));
        facts.add(new Fact("producer", header.producer().isEmpty() ? "not said" : header.producer()));
        new TreeMap<>(header.opsets())
                .forEach((domain, version) ->
                        facts.add(new Fact("operator set", domain.isEmpty() ? "" + version : domain + " " + version)));
        header.inputs().forEach(input -> facts.add(new Fact("input", input.toString())));
        header.outputs().forEach(output -> facts.add(new Fact("output", output.toString())));
        scores(header).ifPresent(text -> facts.add(new Fact("scores", text)));
        facts.add(new Fact("operators", String.join(", ", new TreeSet<>(header.operators()))));
        header.external().forEach(data -> facts.add(new Fact("weights in", data.location())));
        header.metadata().forEach(note -> facts.add(new Fact("metadata " + note.key(), shortened(note.value()))));
        facts.add(new Fact("preprocessing", preprocessing(file, header)));
        return new FileReport(
                "ONNX model",
                facts,
                classes(header),
                header.weights().stream().map(OnnxInspector::tensor).toList(),
                data(header));
    }

    private static SortedMap<String, Object> data(OnnxHeader header) {
        SortedMap<String, Object> metadata = new TreeMap<>();
        header.metadata().forEach(note -> metadata.put(note.key(), note.value()));
        SortedMap<String, Object> data = new TreeMap<>();
        data.put("ir_version", header.irVersion());
        data.put("producer", header.producer());
        data.put("opsets", new TreeMap<>(header.opsets()));
        data.put(
                "inputs", header.inputs().stream().map(OnnxInspector::described).toList());
        data.put(
                "outputs",
                header.outputs().stream().map(OnnxInspector::described).toList());
        data.put("operators", List.copyOf(new TreeSet<>(header.operators())));
        data.put(
                "external_data",
                header.external().stream().map(each -> each.location()).toList());
        data.put("metadata", metadata);
        return data;
    }

    /** An open axis is given by its name, or by {@code -1} if it has none. */
    private static SortedMap<String, Object> described(TensorType type) {
        SortedMap<String, Object> tensor = new TreeMap<>();
        tensor.put("name", type.name());
        type.elementType().ifPresent(dtype -> tensor.put("dtype", dtype.toString()));
        type.shape()
                .ifPresent(shape -> tensor.put(
                        "shape", shape.stream().map(OnnxInspector::axis).toList()));
        return tensor;
    }

    private static Object axis(Dimension axis) {
        return axis.isFixed() || axis.symbol().isEmpty() ? (Object) axis.size() : axis.symbol();
    }

    /** What the numbers of a classifier are, and who says so; empty for any other graph. */
    private static Optional<String> scores(OnnxHeader header) {
        try {
            ModelSource source = ModelSource.of(Path.of(""));
            Sourced<ScoreKind> output = ScoreKindSource.of(source, header, ScoreOutput.choose(source, header));
            Provenance.Origin origin = output.origin();
            return Optional.of(output.value().id().replace('_', ' ') + ", "
                    + origin.certainty().name().toLowerCase(Locale.ROOT) + " (" + origin.source() + ")"
                    + (origin.isAssumed() ? "; the first run shows it, or " + origin.settledBy() : ""));
        } catch (EngineException e) {
            return Optional.empty();
        }
    }

    /** As far as the file alone says; what lies beside it may say more. */
    private static String preprocessing(Path file, OnnxHeader header) {
        try {
            Sourced<InputSpec> input =
                    InputSource.of(ModelSource.of(file), header, ScoreOutput.choose(ModelSource.of(file), header));
            return input.origin().isAssumed()
                    ? "not said in the file"
                    : input.value() + " (" + input.origin().source() + ")";
        } catch (EngineException e) {
            return e.problem();
        }
    }

    /** The names in the metadata; one that cannot be read is still shown as metadata. */
    private static List<String> classes(OnnxHeader header) {
        try {
            return LabelSource.stated(header).map(Labels::asList).orElse(List.of());
        } catch (EngineException e) {
            return List.of();
        }
    }

    private static StoredTensor tensor(TensorType type) {
        return new StoredTensor(
                type.name(),
                type.elementType().map(ElementType::toString).orElse("unknown"),
                type.shape().orElse(List.of()).stream().map(Dimension::size).toList());
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_NOTE ? text.substring(0, LONGEST_NOTE) + "…" : text;
    }
}
