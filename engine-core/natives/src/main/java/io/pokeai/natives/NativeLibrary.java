package io.pokeai.natives;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One native library of this jar.
 *
 * @param name file name
 * @param sha256 of its content, 64 hex digits
 */
record NativeLibrary(String name, String sha256) {
    // What sha256sum writes; the build lists the libraries in this form.
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *]([A-Za-z0-9_.+-]+)");

    /** Reads the list that the build has written. */
    static List<NativeLibrary> parse(String list) {
        return list.lines().map(NativeLibrary::parseLine).toList();
    }

    private static NativeLibrary parseLine(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalStateException("natives.sha256: unreadable line '" + line + "'");
        }
        return new NativeLibrary(matcher.group(2), matcher.group(1));
    }
}
