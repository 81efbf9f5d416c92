package io.pokeai.service.internal.web;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A message of the engine without the folders that its paths lead through: callers learn which file it is about, and not where it lies. */
public final class UnlocatedText {
    /** An absolute path, or one with a drive: a separator and all that follows it until a blank, a quotation mark or a bracket. */
    private static final Pattern PATH =
            Pattern.compile("(?<![\\w.:/-])(?:[A-Za-z]:)?[/\\\\](?:[^\\s'\"“”()\\[\\],;:]+)");

    /** All but the last part. */
    private static final Pattern FOLDERS = Pattern.compile("^.*[/\\\\](?=.)");

    private UnlocatedText() {}

    /**
     * The text with the last part of each path in its place.
     *
     * @param known paths that may have blanks in them
     */
    public static String of(String text, List<Path> known) {
        String shown = text;
        for (Path path : known) {
            Path name = path.getFileName();
            if (name != null) {
                shown = shown.replace(path.toAbsolutePath().toString(), name.toString())
                        .replace(path.toString(), name.toString());
            }
        }
        return PATH.matcher(shown)
                .replaceAll(found ->
                        Matcher.quoteReplacement(FOLDERS.matcher(found.group()).replaceFirst("")));
    }
}
