package io.pokeai.engine.runtime.internal.discovery;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.runtime.internal.companion.CompanionFiles;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The files that the layout says are one model: a lone file, or folds.
 *
 * @param pattern names the group in messages and among others, such as {@code best_resnet18_fold*.pth}
 * @param stem what side files begin with; they lie in {@code home}
 * @param home folder of the side files
 * @param name what callers ask for; empty for a lone file, whose back end may know the name
 * @param folds by number; a lone file is the only one, with the number {@value #LONE}
 */
public record ModelFiles(String pattern, String stem, Path home, Optional<String> name, List<Fold> folds) {
    /** The number of a file that is no fold. */
    static final int LONE = -1;

    private static final int MOST_SHOWN = 20;

    public ModelFiles {
        folds = folds.stream().sorted(Comparator.comparingInt(Fold::number)).toList();
    }

    /** @param number as the file name says */
    public record Fold(int number, Path file) {}

    /** A file of its own. */
    public static ModelFiles lone(Path file) {
        Path home = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
        return new ModelFiles(
                file.toString(), FileNames.stem(file), home, Optional.empty(), List.of(new Fold(LONE, file)));
    }

    public boolean isLone() {
        return folds.get(0).number() == LONE;
    }

    public List<Path> paths() {
        return folds.stream().map(Fold::file).toList();
    }

    public List<Integer> numbers() {
        return isLone() ? List.of() : folds.stream().map(Fold::number).toList();
    }

    /** The file of this suffix beside the model. */
    Path beside(String suffix) {
        return home.resolve(stem + suffix);
    }

    /** What other programs wrote beside the model. */
    public CompanionFiles companion() {
        return new CompanionFiles(paths().get(0), home, stem);
    }

    /** For messages: the file, or the pattern of the folds. */
    public String shownName() {
        return isLone() ? String.valueOf(paths().get(0).getFileName()) : pattern;
    }

    /**
     * Only the first folds, as many as are demanded.
     *
     * @throws EngineException {@code MODEL_INVALID} naming those that are missing
     */
    ModelFiles demanding(int count) {
        int first = firstExpected();
        List<Integer> missing = IntStream.range(first, first + count)
                .filter(number -> !numbers().contains(number))
                .boxed()
                .toList();
        if (!missing.isEmpty()) {
            throw new EngineException(
                    ErrorCode.MODEL_INVALID,
                    pattern + ": " + count + " folds are demanded (N_FOLDS), and " + areNamed(missing)
                            + " missing; there " + (numbers().size() == 1 ? "is " : "are ") + text(numbers()) + ".",
                    "Copy the missing files, or do not set N_FOLDS (folds in configs/default.yml) to use those that are"
                            + " there.");
        }
        return new ModelFiles(
                pattern,
                stem,
                home,
                name,
                folds.stream().filter(fold -> fold.number() < first + count).toList());
    }

    /** What a user should know: that folds seem to be missing. */
    List<String> notes() {
        if (isLone()) {
            return List.of();
        }
        List<Integer> numbers = numbers();
        List<Integer> gaps = IntStream.range(firstExpected(), numbers.get(numbers.size() - 1))
                .filter(number -> !numbers.contains(number))
                .boxed()
                .toList();
        return gaps.isEmpty()
                ? List.of()
                : List.of(capital(areNamed(gaps)) + " missing in " + pattern + "; " + text(numbers)
                        + (numbers.size() == 1 ? " answers." : " answer."));
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** PokeAI counts folds from 1; a fold 0 shows that they are counted from 0. */
    private int firstExpected() {
        return Math.min(1, folds.get(0).number());
    }

    private static String areNamed(List<Integer> numbers) {
        return named(numbers) + (numbers.size() == 1 ? " is" : " are");
    }

    /** Such as {@code fold 2} or {@code folds 1, 3}. */
    public static String named(List<Integer> numbers) {
        return (numbers.size() == 1 ? "fold " : "folds ") + text(numbers);
    }

    private static String text(List<Integer> numbers) {
        String shown = numbers.stream().limit(MOST_SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
        return numbers.size() > MOST_SHOWN ? shown + ", …" : shown;
    }
}
