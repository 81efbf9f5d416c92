package io.pokeai.engine.network.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.backend.FileReport;
import io.pokeai.engine.api.backend.FileReport.Fact;
import io.pokeai.engine.api.backend.FileReport.StoredTensor;
import io.pokeai.engine.checkpoint.Checkpoint;
import io.pokeai.engine.checkpoint.CheckpointFormat;
import io.pokeai.engine.checkpoint.ModuleTree;
import io.pokeai.engine.checkpoint.file.CheckpointReader;
import io.pokeai.engine.network.Families;
import io.pokeai.engine.network.Network;
import io.pokeai.engine.spi.FileInspector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Component;

/** Says what is in a PyTorch file. */
@Component
public final class CheckpointInspector implements FileInspector {
    private static final int LONGEST_VALUE = 200;

    @Override
    public Optional<FileReport> inspect(Path file) {
        return CheckpointReader.format(file)
                .map(format -> format == CheckpointFormat.TORCHSCRIPT
                        ? program()
                        : report(format, CheckpointReader.read(file)));
    }

    private static FileReport program() {
        return new FileReport(
                "TorchScript archive",
                List.of(
                        new Fact("holds", "a program for libtorch, not only weights; the DJL back end runs it"),
                        new Fact("scores", "not looked for; the DJL back end does where it is installed")),
                List.of(),
                List.of());
    }

    private static FileReport report(CheckpointFormat format, Checkpoint checkpoint) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("network", network(checkpoint)));
        checkpoint.module().ifPresent(module -> facts.add(new Fact("module", module.type())));
        new TreeMap<>(checkpoint.entries()).forEach((name, value) -> describe(name, value, facts));
        return new FileReport(
                format == CheckpointFormat.ZIP ? "PyTorch checkpoint" : "PyTorch checkpoint, as written before 1.6",
                facts,
                checkpoint.module().map(CheckpointInspector::classes).orElse(List.of()),
                checkpoint.stateDict().tensors().entrySet().stream()
                        .map(entry -> new StoredTensor(
                                entry.getKey(),
                                entry.getValue().dtype().toString(),
                                entry.getValue().shape()))
                        .toList());
    }

    private static String network(Checkpoint checkpoint) {
        try {
            return Families.find(checkpoint)
                    .map(Network::toString)
                    .orElse("of no family that is known here: " + Families.known());
        } catch (EngineException e) {
            return "cannot be run: " + e.problem();
        }
    }

    /** Describes a dict entry by entry, one level deep; deeper values are shortened. */
    private static void describe(String name, Object value, List<Fact> facts) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> facts.add(new Fact(name + "." + key, shortened(inner))));
        } else {
            facts.add(new Fact(name, shortened(value)));
        }
    }

    private static List<String> classes(ModuleTree module) {
        Object names = module.attributes().get("names");
        Collection<?> all =
                names instanceof Map<?, ?> map ? map.values() : names instanceof List<?> list ? list : List.of();
        return all.stream().map(String::valueOf).toList();
    }

    private static String shortened(Object value) {
        String text = String.valueOf(value);
        return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text;
    }
}
