package io.pokeai.cli.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelRegistry;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.spi.HealthCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks what the user provides: artifacts folder, class list, models, cache. */
final class ArtifactsCheck implements HealthCheck {
    private final CliSession session;
    private final boolean open;

    /** @param open whether every model is opened */
    ArtifactsCheck(CliSession session, boolean open) {
        this.session = session;
        this.open = open;
    }

    @Override
    public List<Finding> check() {
        List<Finding> findings = new ArrayList<>();
        EngineSettings settings = session.settings();
        findings.add(cache(settings.cache()));
        Path artifacts = settings.artifacts();
        if (!Files.isDirectory(artifacts)) {
            findings.add(new Finding(
                    Files.exists(artifacts) ? Severity.ERROR : Severity.WARNING,
                    "artifacts",
                    artifacts + (Files.exists(artifacts) ? " is not a directory" : " does not exist"),
                    "Put models there, or name another folder with --artifacts or POKEAI_ARTIFACTS."));
            return findings;
        }
        findings.add(new Finding(Severity.OK, "artifacts", artifacts.toString(), ""));
        Path classes = artifacts.resolve("classes.txt");
        if (Files.exists(classes)) {
            findings.add(classes(classes));
        }
        findings.addAll(models());
        return findings;
    }

    private static Finding cache(Path cache) {
        return CacheFolder.canBeWritten(cache)
                ? new Finding(Severity.OK, "cache", cache.toString(), "")
                : new Finding(
                        Severity.WARNING,
                        "cache",
                        cache + " cannot be written: models open more slowly",
                        "Name a folder of your own with --cache or POKEAI_CACHE.");
    }

    private static Finding classes(Path file) {
        try {
            List<String> lines = new ArrayList<>(
                    Files.readString(file).replaceFirst("^\uFEFF", "").lines().toList());
            while (!lines.isEmpty() && lines.get(lines.size() - 1).isBlank()) {
                lines.remove(lines.size() - 1);
            }
            return new Finding(Severity.OK, "classes.txt", Labels.of(lines).size() + " classes", "");
        } catch (EngineException e) {
            return new Finding(Severity.ERROR, "classes.txt", e.problem(), e.remedy());
        } catch (IOException e) {
            return new Finding(
                    Severity.ERROR,
                    "classes.txt",
                    "cannot be read (" + e + ")",
                    "Write one class name a line, UTF-8, in index order.");
        }
    }

    private List<Finding> models() {
        List<Finding> findings = new ArrayList<>();
        try {
            ModelRegistry models = session.engine().models();
            if (!models.awaitSettled(EngineSettings.OPEN_DEADLINE)) {
                findings.add(new Finding(
                        Severity.WARNING, "models", "some files are still being examined", "Try again in a minute."));
            }
            List<ModelStatus> list = models.list();
            if (list.isEmpty()) {
                // Without a back end, the error of asking for a model gives the better reason.
                findings.add(nothing(models));
            }
            boolean someWork = list.stream().anyMatch(model -> model.spec().isPresent());
            for (ModelStatus model : list) {
                model.notes()
                        .forEach(note -> findings.add(new Finding(
                                Severity.WARNING,
                                "model " + model.name(),
                                note,
                                "Copy the missing files, if there are any.")));
                if (someWork && isUnknown(model)) {
                    findings.add(unknown(model));
                    continue;
                }
                findings.add(open && model.error().isEmpty() ? opened(models, model) : listed(model));
            }
        } catch (EngineException e) {
            findings.add(error("engine", e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return findings;
    }

    /** Whether no installed back end opens the files of the model; only a warning as long as other models work. */
    private static boolean isUnknown(ModelStatus model) {
        return model.error()
                .filter(error -> error.code() == ErrorCode.NO_BACKEND)
                .isPresent();
    }

    private static Finding unknown(ModelStatus model) {
        EngineException error = model.error().orElseThrow();
        return new Finding(
                Severity.WARNING, "model " + model.name(), error.code() + ": " + error.problem(), Advice.of(error));
    }

    private static Finding nothing(ModelRegistry models) {
        try {
            return new Finding(Severity.OK, "models", models.only(), "");
        } catch (EngineException e) {
            return new Finding(
                    Severity.WARNING,
                    "models",
                    e.problem(),
                    e.remedy().isEmpty() ? "Put a model into the artifacts folder." : Advice.of(e));
        }
    }

    private static Finding opened(ModelRegistry models, ModelStatus model) {
        long start = System.nanoTime();
        try (ModelLease lease = models.lease(model.name())) {
            long millis = (System.nanoTime() - start) / 1_000_000;
            return new Finding(
                    Severity.OK,
                    "model " + model.name(),
                    lease.spec().backend() + ", " + lease.spec().labels().size() + " classes, "
                            + lease.spec().input().id() + ", on " + lease.device() + ", opened in " + millis + " ms",
                    "");
        } catch (EngineException e) {
            return error("model " + model.name(), e);
        }
    }

    private static Finding listed(ModelStatus model) {
        if (model.error().isPresent()) {
            return error("model " + model.name(), model.error().get());
        }
        String state = model.state().name();
        return new Finding(
                Severity.OK,
                "model " + model.name(),
                model.spec()
                                .map(spec ->
                                        spec.backend() + ", " + spec.labels().size() + " classes, "
                                                + spec.input().id() + ", ")
                                .orElse("")
                        + state,
                "");
    }

    private static Finding error(String subject, EngineException e) {
        return new Finding(
                Severity.ERROR,
                subject,
                e.code() + ": " + e.problem(),
                e.remedy().isEmpty() ? "Replace the file." : Advice.of(e));
    }
}
