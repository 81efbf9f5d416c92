package io.pokeai.engine.dataset.internal;

import io.pokeai.engine.api.EngineException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Class names as names of folders. A folder's name is what Ultralytics calls the class, so it is never changed. */
public final class ClassFolder {
    private static final int MOST_BYTES = 255;
    private static final Pattern DEVICE =
            Pattern.compile("(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\\..*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern NOT_ON_WINDOWS = Pattern.compile("[<>:\"\\\\|?*\\x01-\\x1f]|[. ]$");

    private ClassFolder() {}

    /**
     * Makes sure that every class can be a folder here.
     *
     * @return a note that names the classes that cannot be folders on Windows; empty when all can
     * @throws EngineException {@code INVALID_ARGUMENT}, naming the class
     */
    public static List<String> check(List<String> classes) {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        classes.forEach(label -> require(label, windows));
        List<String> elsewhere =
                classes.stream().filter(label -> !isOnWindows(label)).toList();
        return elsewhere.isEmpty()
                ? List.of()
                : List.of("Windows cannot have folders of these names; do not move yolo_folds there: "
                        + String.join(", ", elsewhere) + ".");
    }

    private static void require(String label, boolean windows) {
        boolean possible = !label.equals(".")
                && !label.equals("..")
                && label.indexOf('/') < 0
                && label.indexOf('\0') < 0
                && label.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES
                && (!windows || isOnWindows(label));
        if (!possible) {
            throw EngineException.invalidArgument(
                    "The class '" + label.replace("\0", "\\0") + "' cannot be the name of a folder.",
                    "Rename the class; yolo_folds has one folder for each class.");
        }
    }

    private static boolean isOnWindows(String label) {
        return !DEVICE.matcher(label).matches()
                && !NOT_ON_WINDOWS.matcher(label).find();
    }
}
