package io.pokeai.backend.djl.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.backend.FileReport;
import io.pokeai.engine.api.backend.FileReport.Fact;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.spi.FileInspector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Component;

/**
 * Says what is in a TorchScript archive, as far as its code shows; none of the code runs. Ranked before the inspector of
 * checkpoints, which only sees the weights.
 */
@Component(property = "service.ranking:Integer=1")
public final class TorchScriptInspector implements FileInspector {
    @Override
    public Optional<FileReport> inspect(Path file) {
        return TorchScriptArchive.read(file).map(archive -> report(file, archive));
    }

    private static FileReport report(Path file, TorchScriptArchive archive) {
        List<Fact> facts = new ArrayList<>();
        SortedMap<String, Object> data = new TreeMap<>();
        facts.add(new Fact("holds", "a program for libtorch, not only weights; the DJL back end runs it"));
        archive.type().ifPresent(type -> {
            facts.add(new Fact("returns", type));
            data.put("returns", type);
        });
        archive.end().ifPresent(end -> data.put("ends_in", end.operator()));
        List<String> classes = List.of();
        try {
            String scores = new TorchScriptModel(ModelSource.of(file), archive).scores();
            facts.add(new Fact("scores", scores));
            data.put("scores", scores);
            Optional<UltralyticsConfig> config = archive.config().flatMap(UltralyticsConfig::parse);
            if (config.isPresent()) {
                facts.add(new Fact("pictures", config.get().size() + " (Ultralytics' config.txt)"));
                data.put("imgsz", (long) config.get().size());
                classes = config.get().labels().asList();
            }
        } catch (EngineException e) {
            facts.add(new Fact("cannot be used", e.problem()));
        }
        return new FileReport("TorchScript archive", facts, classes, List.of(), data);
    }
}
