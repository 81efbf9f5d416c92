package io.pokeai.onnx.graph.recognition;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.spi.FileInspector;
import io.pokeai.engine.spi.FileReport;
import io.pokeai.engine.spi.FileReport.Fact;
import io.pokeai.engine.spi.FileReport.StoredTensor;
import io.pokeai.engine.spi.ModelSource;
import io.pokeai.engine.spi.Sourced;
import io.pokeai.onnx.graph.Dimension;
import io.pokeai.onnx.graph.ElementType;
import io.pokeai.onnx.graph.OnnxHeader;
import io.pokeai.onnx.graph.TensorType;
import io.pokeai.onnx.graph.UltralyticsMetadata;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
        if (!named && !FirstBytes.of(file).mayBeOnnx()) {
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
        facts.add(new Fact("operators", String.join(", ", new TreeSet<>(header.operators()))));
        header.external().forEach(data -> facts.add(new Fact("weights in", data.location())));
        header.metadata().forEach(note -> facts.add(new Fact("metadata " + note.key(), shortened(note.value()))));
        facts.add(new Fact("preprocessing", preprocessing(file, header)));
        return new FileReport(
                "ONNX model",
                facts,
                classes(header),
                header.weights().stream().map(OnnxInspector::tensor).toList());
    }

    /** As far as the file alone says; what lies beside it may say more. */
    private static String preprocessing(Path file, OnnxHeader header) {
        try {
            Sourced<InputSpec> input = Preprocessing.of(ModelSource.of(file), header, Classification.of(header));
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
            return UltralyticsMetadata.names(header).map(Labels::asList).orElse(List.of());
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
