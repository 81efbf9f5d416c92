package io.pokeai.engine.runtime.internal.osgi;

import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.ServingSetting;
import io.pokeai.engine.api.backend.ContentHashes;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.runtime.internal.discovery.BatchingFields;
import io.pokeai.engine.runtime.internal.discovery.ClassesFile;
import io.pokeai.engine.runtime.internal.discovery.ModelFiles;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/**
 * A model that a factory configuration declares, wherever its file lies: {@code io.pokeai.model~pets} with {@code file}
 * and optionally {@code name}, {@code input}, {@code labels} (a path like {@code classes.txt}), {@code output},
 * {@code backend}, {@code max_batch} and {@code max_delay_ms}.
 */
@Component(
        service = DeclaredModel.class,
        configurationPid = "io.pokeai.model",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class DeclaredModel {
    private final ModelSource source;

    @Activate
    public DeclaredModel(Map<String, Object> configuration) {
        String file = text(configuration, "file")
                .orElseThrow(() -> new IllegalArgumentException("an io.pokeai.model configuration needs 'file'"));
        this.source = new ModelSource(
                Path.of(file),
                text(configuration, "name"),
                text(configuration, "input").map(InputSpec::parse),
                text(configuration, "labels").map(path -> ClassesFile.read(Path.of(path))),
                text(configuration, "output").map(ScoreKind::parse),
                text(configuration, "backend")
                        .map(id -> Map.of(ModelSpec.BACKEND, id))
                        .orElse(Map.of()),
                Optional.empty(),
                ContentHashes.reading(),
                BatchingFields.read(batching(configuration), "configuration io.pokeai.model"),
                ModelFiles.lone(Path.of(file)).companion());
    }

    ModelSource source() {
        return source;
    }

    private static Map<String, String> batching(Map<String, Object> configuration) {
        Map<String, String> fields = new HashMap<>();
        for (ServingSetting setting : List.of(ServingSetting.MAX_BATCH, ServingSetting.MAX_DELAY_MS)) {
            text(configuration, setting.key()).ifPresent(text -> fields.put(setting.key(), text));
        }
        return fields;
    }

    private static Optional<String> text(Map<String, Object> configuration, String key) {
        return Optional.ofNullable(configuration.get(key)).map(String::valueOf);
    }
}
