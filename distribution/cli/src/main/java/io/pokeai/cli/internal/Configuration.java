package io.pokeai.cli.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.FoldDemand;
import io.pokeai.engine.api.FolderLayout;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Serving;
import io.pokeai.engine.api.ServingSetting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All settings of a call, each with its origin: flag, then environment, then {@code pokeai.yaml}, then PokeAI's
 * {@code configs/default.yml}, then default.
 */
final class Configuration {
    /** Environment variable that names the settings file. */
    static final String CONFIG_VARIABLE = "POKEAI_CONFIG";

    private final Map<CliSetting, SettingValue> values;
    private final Optional<Path> file;
    private final ProjectFile project;

    private Configuration(Map<CliSetting, SettingValue> values, Optional<Path> file, ProjectFile project) {
        this.values = values;
        this.file = file;
        this.project = project;
    }

    /** @param directory where the command was called */
    static Configuration resolve(CommonFlags flags, Map<String, String> environment, Path directory) {
        Optional<Path> file = file(flags, environment, directory);
        Map<CliSetting, String> given = flags.values();
        Map<CliSetting, String> written = file.map(ConfigFile::read).orElse(Map.of());
        Map<CliSetting, SettingValue> values = new EnumMap<>(CliSetting.class);
        for (CliSetting setting : CliSetting.values()) {
            Optional<String> variable = setting.variables().stream()
                    .filter(name -> !environment.getOrDefault(name, "").isEmpty())
                    .findFirst();
            if (given.containsKey(setting)) {
                values.put(setting, new SettingValue(given.get(setting), "flag " + setting.flag(), directory));
            } else if (variable.isPresent()) {
                String name = variable.get();
                values.put(
                        setting,
                        new SettingValue(environment.getOrDefault(name, ""), "environment " + name, directory));
            } else if (written.containsKey(setting)) {
                Path yaml = file.orElseThrow();
                Path base = Optional.ofNullable(yaml.getParent()).orElse(directory);
                values.put(setting, new SettingValue(written.get(setting), "file " + yaml, base));
            }
        }
        ProjectFile project = ProjectFile.find(
                Optional.ofNullable(values.get(CliSetting.ARTIFACTS)).map(SettingValue::path), directory);
        project.values().forEach(values::putIfAbsent);
        for (CliSetting setting : CliSetting.values()) {
            if (!values.containsKey(setting)) {
                values.put(setting, byDefault(setting, values, directory));
            }
        }
        return new Configuration(values, file, project);
    }

    /** The same settings, but for those that the flags of a line in a shell decide. */
    Configuration with(CommonFlags flags, Path directory) {
        Map<CliSetting, SettingValue> changed = new EnumMap<>(values);
        flags.values()
                .forEach((setting, text) ->
                        changed.put(setting, new SettingValue(text, "flag " + setting.flag(), directory)));
        return new Configuration(changed, file, project);
    }

    private static Optional<Path> file(CommonFlags flags, Map<String, String> environment, Path directory) {
        String variable = environment.getOrDefault(CONFIG_VARIABLE, "");
        String flag = flags.config();
        if (flag != null) {
            return Optional.of(directory.resolve(flag));
        }
        if (!variable.isEmpty()) {
            return Optional.of(directory.resolve(variable));
        }
        return Optional.of(directory.resolve(ConfigFile.NAME)).filter(Files::isRegularFile);
    }

    private static SettingValue byDefault(CliSetting setting, Map<CliSetting, SettingValue> before, Path directory) {
        String text = switch (setting) {
            case ARTIFACTS -> "artifacts";
            // CliSetting.ARTIFACTS comes first, so it is decided already.
            case CACHE -> cache(known(before, CliSetting.ARTIFACTS).path());
            case THREADS -> String.valueOf(Runtime.getRuntime().availableProcessors());
            case DEVICE -> "auto";
            case VERBOSE, RETIRE_WHEN_GONE -> "false";
            case MAX_PIXELS -> String.valueOf(Imaging.DEFAULT_MAX_PIXELS);
            case MODEL, FOLDS -> "";
            case YOLO_NAME -> FolderLayout.YOLO_RUN;
            case WAITING, WAITING_PER_MODEL, DEADLINE_MS, MAX_BATCH, MAX_DELAY_MS, MODEL_BATCHING ->
                setting.serving().orElseThrow().text(Serving.DEFAULT);
        };
        return new SettingValue(text, SettingValue.DEFAULT, directory);
    }

    /** Beside the models, or where the runtime itself has found a folder that can be written. */
    private static String cache(Path artifacts) {
        Path beside = artifacts.resolve(".cache");
        String runtime = System.getProperty("pokeai.cache", "");
        return runtime.isEmpty() || CacheFolder.canBeWritten(beside) ? beside.toString() : runtime;
    }

    private static SettingValue known(Map<CliSetting, SettingValue> values, CliSetting setting) {
        return Optional.ofNullable(values.get(setting)).orElseThrow();
    }

    /** Where the value of a setting comes from. */
    String origin(CliSetting setting) {
        return known(values, setting).origin();
    }

    /** A setting as the engine uses it: paths absolute. */
    String value(CliSetting setting) {
        return switch (setting) {
            case ARTIFACTS, CACHE -> known(values, setting).path().toString();
            case THREADS -> String.valueOf(threads());
            case DEVICE -> device();
            case VERBOSE -> String.valueOf(verbose());
            case RETIRE_WHEN_GONE -> String.valueOf(retireWhenGone());
            case MODEL, YOLO_NAME -> known(values, setting).text();
            case MAX_PIXELS -> String.valueOf(maxPixels());
            case FOLDS -> folds().map(String::valueOf).orElse("");
            case WAITING, WAITING_PER_MODEL, DEADLINE_MS, MAX_BATCH, MAX_DELAY_MS, MODEL_BATCHING ->
                setting.serving().orElseThrow().text(serving());
        };
    }

    /** The files that set something: {@code pokeai.yaml}, PokeAI's own. */
    List<Path> files() {
        return Stream.of(file, project.file()).flatMap(Optional::stream).toList();
    }

    /** The model to use when the call names none, if a setting says so. */
    Optional<String> model() {
        String name = known(values, CliSetting.MODEL).text().strip();
        if (!name.isEmpty()) {
            return Optional.of(ModelSpec.nameOf(name));
        }
        return project.isYolo() ? Optional.of(yoloRun()) : Optional.empty();
    }

    private String yoloRun() {
        return ModelSpec.nameOf(known(values, CliSetting.YOLO_NAME).text().strip());
    }

    /** Whether the model is a run of Ultralytics: as PokeAI's file says, else by its name. */
    private boolean isYolo(String model) {
        boolean fromProject = project.decides(known(values, CliSetting.MODEL));
        return (fromProject && project.backend().isPresent()) ? project.isYolo() : FolderLayout.namesYolo(model);
    }

    private FolderLayout layout() {
        Optional<String> model = model();
        // PokeAI's file sets the folds of its own model; any other source sets the folds of all models.
        Optional<String> demandedOf = project.decides(known(values, CliSetting.FOLDS)) ? model : Optional.empty();
        return new FolderLayout(
                folds().map(count -> new FoldDemand(count, demandedOf)),
                known(values, CliSetting.YOLO_NAME).text().strip(),
                model.filter(this::isYolo));
    }

    private Optional<Integer> folds() {
        SettingValue value = known(values, CliSetting.FOLDS);
        if (value.text().isBlank()) {
            return Optional.empty();
        }
        try {
            int folds = Integer.parseInt(value.text().strip());
            if (folds >= 1 && folds <= FoldDemand.MAX_FOLDS) {
                return Optional.of(folds);
            }
        } catch (NumberFormatException e) {
            throw wrong(CliSetting.FOLDS, value, "a whole number from 1 to " + FoldDemand.MAX_FOLDS);
        }
        throw wrong(CliSetting.FOLDS, value, "a whole number from 1 to " + FoldDemand.MAX_FOLDS);
    }

    /** Whether failures show their stack traces. */
    boolean verbose() {
        String text = known(values, CliSetting.VERBOSE).text().toLowerCase(Locale.ROOT);
        return !List.of("false", "0", "no", "off").contains(text);
    }

    /** The settings of the engine; the folder is only watched when the engine outlives a command. */
    EngineSettings engineSettings(boolean watch) {
        List<String> devices = switch (device()) {
            case "cpu" -> List.of("cpu");
            case "cuda" -> List.of("cuda");
            default -> List.of("cuda", "cpu");
        };
        return EngineSettings.of(known(values, CliSetting.ARTIFACTS).path())
                .withCache(known(values, CliSetting.CACHE).path())
                .withThreads(threads())
                .withDevices(devices)
                .withWatch(watch)
                .withLayout(layout())
                .withServing(serving())
                .withMaxPixels(maxPixels())
                .withRetireWhenGone(retireWhenGone());
    }

    private boolean retireWhenGone() {
        SettingValue value = known(values, CliSetting.RETIRE_WHEN_GONE);
        return switch (value.text().strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default -> throw wrong(CliSetting.RETIRE_WHEN_GONE, value, "true or false");
        };
    }

    private Serving serving() {
        Serving serving = Serving.DEFAULT;
        for (ServingSetting setting : ServingSetting.values()) {
            SettingValue value = known(values, CliSetting.ofKey(setting.key()).orElseThrow());
            serving = setting.apply(serving, value.text(), value.origin());
        }
        return serving;
    }

    private long maxPixels() {
        SettingValue value = known(values, CliSetting.MAX_PIXELS);
        String allowed = "a whole number from 1 to " + Imaging.LARGEST_MAX_PIXELS;
        try {
            long pixels = Long.parseLong(value.text().strip());
            if (pixels >= 1 && pixels <= Imaging.LARGEST_MAX_PIXELS) {
                return pixels;
            }
        } catch (NumberFormatException e) {
            throw wrong(CliSetting.MAX_PIXELS, value, allowed);
        }
        throw wrong(CliSetting.MAX_PIXELS, value, allowed);
    }

    private int threads() {
        SettingValue value = known(values, CliSetting.THREADS);
        try {
            int threads = Integer.parseInt(value.text().strip());
            if (threads >= 1 && threads <= EngineSettings.MAX_THREADS) {
                return threads;
            }
        } catch (NumberFormatException e) {
            throw wrong(CliSetting.THREADS, value, "a whole number from 1 to " + EngineSettings.MAX_THREADS);
        }
        throw wrong(CliSetting.THREADS, value, "a whole number from 1 to " + EngineSettings.MAX_THREADS);
    }

    private String device() {
        SettingValue value = known(values, CliSetting.DEVICE);
        String device = value.text().strip().toLowerCase(Locale.ROOT);
        if (!List.of("auto", "cpu", "cuda").contains(device)) {
            throw wrong(CliSetting.DEVICE, value, "auto, cpu or cuda");
        }
        return device;
    }

    private static EngineException wrong(CliSetting setting, SettingValue value, String allowed) {
        return EngineException.invalidArgument(
                "The setting '" + setting.key() + "' is '" + value.text() + "' (" + value.origin() + ").",
                "Use " + allowed + ".");
    }
}
