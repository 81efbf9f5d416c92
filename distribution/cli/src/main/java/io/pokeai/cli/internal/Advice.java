package io.pokeai.cli.internal;

import io.pokeai.engine.api.EngineException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What to do about an error at the command line: the engine's remedy, which is the same for every caller, and the command
 * or flag that does it.
 */
final class Advice {
    private static final Pattern MODEL = Pattern.compile("[Mm]odel '([^']{1,200})'");

    private Advice() {}

    /** Empty when there is nothing to do. */
    static String of(EngineException error) {
        Matcher named = MODEL.matcher(error.problem());
        return Stream.of(error.remedy(), command(error, named.find() ? named.group(1) : "NAME"))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String command(EngineException error, String model) {
        return switch (error.code()) {
            case MODEL_NOT_FOUND -> "Another folder is named with --artifacts or POKEAI_ARTIFACTS.";
            case NO_BACKEND -> "'pokeai doctor' says what is there.";
            case LABELS_MISMATCH ->
                allowing(
                        error, "(pokeai models swap " + model + " --allow labels, in a shell or while a service runs)");
            case INPUT_MISMATCH ->
                allowing(error, "(pokeai models swap " + model + " --allow input, in a shell or while a service runs)");
            case CERTIFICATE_FAILED ->
                "(pokeai certify " + model
                        + " --pictures DIR writes one; in a shell or while a service runs, 'models swap' takes --allow"
                        + " disagreement,uncertified)";
            case CONFLICT -> conflict(error, model);
            case MODELS_DISAGREE ->
                "(pokeai models load " + model + " --allow disagreement, in a shell or while a service runs)";
            case MODEL_INVALID ->
                error.remedy().endsWith("allow other folds.")
                        ? "(pokeai models load " + model + " --allow folds, in a shell or while a service runs)"
                        : "";
            case UNAVAILABLE -> unavailable(error.problem(), model);
            case DEADLINE_EXCEEDED -> "'pokeai models' says where each model stands.";
            case INTERNAL -> "'pokeai doctor' looks for the cause, --verbose shows all that is known.";
            default -> "";
        };
    }

    /** The code also stands for errors that no flag allows, such as 3 scores with 2 labels. */
    private static String allowing(EngineException error, String command) {
        return error.remedy().contains("allow") ? command : "";
    }

    /** The code also stands for two runs over the same folder, where no version helps. */
    private static String conflict(EngineException error, String model) {
        return error.problem().startsWith("Another run ")
                ? ""
                : "(pokeai models status " + model + "; in a shell or while a service runs, 'models rollback " + model
                        + " --to HASH' names a version, 'models swap " + model + " --file FILE' a file)";
    }

    /** The code also stands for a folder or disk that cannot be written, of which the models know nothing. */
    private static String unavailable(String problem, String model) {
        if (problem.contains("' is held: ")) {
            return "(pokeai models load " + model + " --allow held, in a shell or while a service runs)";
        }
        if (problem.endsWith("' was unloaded.")) {
            return "(pokeai models load " + model + ", in a shell or while a service runs)";
        }
        return problem.contains(" cannot be written: ") || problem.contains(" cannot be used: ")
                ? ""
                : "'pokeai models' says where each model stands.";
    }
}
