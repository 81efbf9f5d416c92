package io.pokeai.aug.commands.internal;

import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.RobustnessPlan;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.SafeText;
import java.util.List;

/** Which models {@code --pokeai-exact} changes something for. */
final class IntermediateFileText {
    private IntermediateFileText() {}

    /**
     * Says it, before anything is asked.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} when it changes nothing at all
     */
    static void say(CliSession session, RobustnessPlan plan) {
        List<PlannedCorruption> exact =
                plan.corruptions().stream().filter(PlannedCorruption::exact).toList();
        if (exact.isEmpty()) {
            throw EngineException.invalidArgument(
                    "'--pokeai-exact' is about PokeAI's five augmentations, and none of them is in the plan.",
                    "Add '--suite pokeai', or leave out '--pokeai-exact'.");
        }
        List<TestedModel> affected = plan.models().stream()
                .filter(model -> exact.get(0).isSavedFor(model.input()))
                .toList();
        if (affected.isEmpty()) {
            throw EngineException.invalidArgument(
                    "'--pokeai-exact' is about models of Ultralytics, and " + names(plan.models())
                            + (plan.models().size() == 1 ? " sees" : " see")
                            + " other pixels: PokeAI's script saves no file for them.",
                    "Leave out '--pokeai-exact'.");
        }
        say(
                session,
                "under "
                        + String.join(
                                ", ",
                                exact.stream().map(PlannedCorruption::name).toList()) + ", "
                        + names(affected)
                        + (affected.size() == 1 ? " sees" : " see")
                        + " a crop of 224 pixels that is saved with the extension of the picture and read again, as"
                        + " PokeAI's script does it.");
        List<TestedModel> others = plan.models().stream()
                .filter(model -> !affected.contains(model))
                .toList();
        if (!others.isEmpty()) {
            say(session, "'--pokeai-exact' has no effect on " + names(others) + ".");
        }
    }

    private static String names(List<TestedModel> models) {
        return String.join(
                ", ", models.stream().map(model -> "'" + model.title() + "'").toList());
    }

    private static void say(CliSession session, String sentence) {
        session.err().print("pokeai: " + SafeText.line(sentence) + '\n');
        session.err().flush();
    }
}
