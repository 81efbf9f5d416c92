package io.pokeai.engine.runtime.internal.discovery;

import io.pokeai.engine.api.backend.PokeAiFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the names of files at the top of an artifacts folder say. */
public final class FileNames {
    private static final List<String> SUFFIXES = List.of(".torchscript.pt", ".onnx", ".pth", ".pt");

    private static final String NUMBER = "_fold(\\d{1,6})";

    private static final List<Pattern> FOLDS = List.of(
            Pattern.compile("(best_)(.+)" + NUMBER + "(\\.pth)"),
            Pattern.compile("()(.+)" + NUMBER + "(\\.onnx)"),
            Pattern.compile("()(.+)" + NUMBER + "(\\.torchscript\\.pt)"));

    private FileNames() {}

    /**
     * A file that is a fold.
     *
     * @param model as written in the name
     * @param pattern the same for all folds of one model: the name with {@code *} for the number
     */
    record FoldName(String model, int number, String pattern) {}

    static Optional<FoldName> fold(Path file) {
        String name = String.valueOf(file.getFileName());
        for (Pattern pattern : FOLDS) {
            Matcher matcher = pattern.matcher(name);
            if (matcher.matches()) {
                return Optional.of(new FoldName(
                        matcher.group(2),
                        Integer.parseInt(matcher.group(3)),
                        matcher.group(1) + matcher.group(2) + "_fold*" + matcher.group(4)));
            }
        }
        return Optional.empty();
    }

    /** Whether a back end may want the file. */
    static boolean isModel(Path file) {
        String name = String.valueOf(file.getFileName());
        return !name.startsWith(".") && !suffix(name).isEmpty();
    }

    /** {@code resnet18} for {@code resnet18.onnx}. */
    static String stem(Path file) {
        return PokeAiFile.stem(file);
    }

    /** For messages: the name of the file; that of its run as well for {@code best.pt}, which says nothing. */
    public static String shown(Path file) {
        Path folder = file.getParent();
        int parts = folder != null && folder.endsWith("weights") ? 3 : 1;
        return file.subpath(Math.max(0, file.getNameCount() - parts), file.getNameCount())
                .toString();
    }

    private static String suffix(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return SUFFIXES.stream().filter(lower::endsWith).findFirst().orElse("");
    }
}
