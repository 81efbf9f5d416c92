package io.pokeai.engine.api.backend;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the name of a model file says in PokeAI's layout. */
public final class PokeAiFile {
    /** The one ending with two dots: {@code net.torchscript.pt} is model {@code net}. */
    private static final String TORCHSCRIPT = ".torchscript.pt";

    private static final Pattern FOLD =
            Pattern.compile("(?:best_)?(.+)_fold\\d{1,6}(?:\\.pth|\\.onnx|\\.torchscript\\.pt)");
    private static final Pattern CHECKPOINT = Pattern.compile("best_.+_fold\\d{1,6}\\.pth");

    private PokeAiFile() {}

    /**
     * Whether it is a fold as PokeAI's training names it, {@code best_<model>_fold<k>.pth}, or an export of one. All of them
     * are trained with {@code Resize(255)}, {@code CenterCrop(224)} and ImageNet's mean and standard deviation.
     */
    public static boolean isFold(Path file) {
        String name = name(file);
        return name.endsWith(".pth")
                ? CHECKPOINT.matcher(name).matches()
                : FOLD.matcher(name).matches();
    }

    /**
     * The line that declares something about a model, and where to write it, such as {@code "input": "tv224_224" in
     * cat.model.json}.
     */
    public static String declaration(Path file, String field, String value) {
        return '"' + field + "\": \"" + value + "\" in " + subject(file) + ".model.json";
    }

    /** What the names of files about a model begin with: {@code resnet18} for {@code best_resnet18_fold2.pth}. */
    private static String subject(Path file) {
        Matcher fold = FOLD.matcher(name(file));
        return fold.matches() ? fold.group(1) : stem(file);
    }

    /** The name of a model file without its ending: {@code resnet18} for {@code resnet18.onnx}. */
    public static String stem(Path file) {
        String name = name(file);
        int end = name.toLowerCase(Locale.ROOT).endsWith(TORCHSCRIPT)
                ? name.length() - TORCHSCRIPT.length()
                : name.lastIndexOf('.');
        return end > 0 ? name.substring(0, end) : name;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
