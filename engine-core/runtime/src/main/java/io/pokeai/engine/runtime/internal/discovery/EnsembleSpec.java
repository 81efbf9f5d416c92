package io.pokeai.engine.runtime.internal.discovery;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelSpec.EnsembleRule;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Describes folds as one model, if they match. */
public final class EnsembleSpec {
    private EnsembleSpec() {}

    /**
     * @param files what they are called
     * @param folds as the back end describes each
     * @throws EngineException {@code LABELS_MISMATCH} or {@code MODEL_INVALID} naming the fold that differs
     */
    public static ModelSpec of(ModelFiles files, List<ModelSpec> folds) {
        ModelSpec first = folds.get(0);
        for (ModelSpec fold : folds) {
            requireAlike(first, fold);
        }
        Map<String, String> options = new TreeMap<>(first.options());
        options.put(
                ModelSpec.FOLDS, files.numbers().stream().map(String::valueOf).collect(Collectors.joining(",")));
        return new ModelSpec(
                first.name(),
                folds.size() == 1 ? first.version() : version(folds),
                first.backend(),
                files.paths(),
                first.input(),
                first.labels(),
                folds.size() > 1 && rule(first) == EnsembleRule.MEAN_PROBABILITIES
                        ? first.output().asProbabilities()
                        : first.output(),
                folds.size() > 1 ? rule(first) : EnsembleRule.SINGLE,
                options,
                first.provenance());
    }

    /** The rule of the back end; else the mean of logits, as PokeAI does it, or the mean of probabilities. */
    private static EnsembleRule rule(ModelSpec fold) {
        if (fold.ensemble() != EnsembleRule.SINGLE) {
            return fold.ensemble();
        }
        return fold.output().isLogits() ? EnsembleRule.MEAN_LOGITS : EnsembleRule.MEAN_PROBABILITIES;
    }

    private static void requireAlike(ModelSpec first, ModelSpec fold) {
        String both = name(fold) + " and " + name(first) + " are not folds of one model: ";
        if (first.labels().size() != fold.labels().size()) {
            throw new EngineException(
                    ErrorCode.LABELS_MISMATCH,
                    both + "they have " + fold.labels().size() + " and "
                            + first.labels().size() + " classes.",
                    "Copy the folds of one training together, with their classes.txt.");
        }
        for (int i = 0; i < first.labels().size(); i++) {
            if (!first.labels().get(i).equals(fold.labels().get(i))) {
                throw new EngineException(
                        ErrorCode.LABELS_MISMATCH,
                        both + "class " + i + " is '" + fold.labels().get(i) + "' in one and '"
                                + first.labels().get(i) + "' in the other.",
                        "Copy the folds of one training together.");
            }
        }
        require(both + "they see ", fold.input(), first.input());
        require(both + "they give ", fold.output().id(), first.output().id());
        require(both + "they are combined by ", rule(fold), rule(first));
        require(
                both + "their one output is for ",
                fold.options().getOrDefault(ModelSpec.POSITIVE, "-"),
                first.options().getOrDefault(ModelSpec.POSITIVE, "-"));
        require(
                both + "they are of the families ",
                fold.options().getOrDefault(ModelSpec.FAMILY, "-"),
                first.options().getOrDefault(ModelSpec.FAMILY, "-"));
    }

    private static void require(String what, Object fold, Object first) {
        if (!fold.equals(first)) {
            throw new EngineException(
                    ErrorCode.MODEL_INVALID,
                    what + fold + " and " + first + ".",
                    "Copy the folds of one training together, or take one of the files away.");
        }
    }

    private static String name(ModelSpec fold) {
        return FileNames.shown(fold.files().get(0));
    }

    /** The same folds in the same order have the same version, anywhere. */
    private static String version(List<ModelSpec> folds) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (ModelSpec fold : folds) {
                digest.update((fold.version() + '\n').getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
