package io.pokeai.service.internal.uploads;

import io.pokeai.service.internal.web.HttpFailure;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The name of an entry of an archive, held to what is safe as a path below a folder on any system.
 *
 * @param segments folders and the file; none is empty, {@code .} or {@code ..}
 * @param folder whether the entry is a folder
 */
record EntryName(List<String> segments, boolean folder) {
    /** What file systems take. */
    private static final int SEGMENT_BYTES = 255;

    private static final int PATH_BYTES = 1024;
    private static final int DEPTH = 16;
    private static final int SHOWN = 80;

    /** As {@code DatasetIndexer} finds them. */
    private static final Set<String> PICTURES = Set.of("jpg", "jpeg", "png", "webp", "bmp");

    /** What systems leave in folders, and nobody means. */
    private static final Set<String> LEFTOVERS = Set.of("__MACOSX", "Thumbs.db", "desktop.ini", ".DS_Store");

    EntryName {
        segments = List.copyOf(segments);
    }

    /** @throws HttpFailure 422 for a name that leads out of the folder, or that a file cannot have */
    static EntryName of(String name) {
        if (name.isEmpty() || name.startsWith("/") || name.indexOf('\\') >= 0 || name.matches("[A-Za-z]:.*")) {
            throw wrong(name, "is not a path below the archive's root");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > PATH_BYTES) {
            throw wrong(name, "has more than " + PATH_BYTES + " bytes");
        }
        if (name.codePoints().anyMatch(EntryName::isUnfit)) {
            throw wrong(name, "has a character that a file name cannot have");
        }
        boolean folder = name.endsWith("/");
        List<String> segments = List.of((folder ? name.substring(0, name.length() - 1) : name).split("/", -1));
        if (segments.size() > DEPTH) {
            throw wrong(name, "lies in more than " + DEPTH + " folders");
        }
        for (String segment : segments) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw wrong(name, "leads through '" + segment + "'");
            }
            if (segment.getBytes(StandardCharsets.UTF_8).length > SEGMENT_BYTES) {
                throw wrong(name, "has a part of more than " + SEGMENT_BYTES + " bytes");
            }
        }
        return new EntryName(segments, folder);
    }

    /** Controls, what is no character, and what turns the direction of the text around it. */
    private static boolean isUnfit(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL
                || type == Character.SURROGATE
                || type == Character.UNASSIGNED
                || (codePoint >= 0x202a && codePoint <= 0x202e)
                || (codePoint >= 0x2066 && codePoint <= 0x2069)
                || codePoint == '\ufffd';
    }

    /** Whether a system has left it there; it is passed over. */
    boolean isLeftover() {
        return segments.stream().anyMatch(segment -> LEFTOVERS.contains(segment) || segment.startsWith("._"));
    }

    /** Whether it is called as a picture is. */
    boolean isPicture() {
        String last = segments.get(segments.size() - 1);
        int dot = last.lastIndexOf('.');
        return !folder && dot > 0 && PICTURES.contains(last.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    /** The same for names that are one file on a system without case, or that keeps accents apart from their letters. */
    String sameFile() {
        return Normalizer.normalize(path(), Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .toUpperCase(Locale.ROOT);
    }

    /** With slashes, without one at the end. */
    String path() {
        return String.join("/", segments);
    }

    /** What is said of an entry. */
    static HttpFailure wrong(String name, String problem) {
        String safe = name.length() > SHOWN ? name.substring(0, SHOWN) + "…" : name;
        StringBuilder shown = new StringBuilder();
        safe.codePoints().map(c -> isUnfit(c) ? '?' : c).forEach(shown::appendCodePoint);
        return HttpFailure.of(
                422,
                "ARCHIVE_REFUSED",
                "The entry '" + shown + "' " + problem + ".",
                "An archive holds one folder for each class, with .jpg, .jpeg, .png, .webp or .bmp files in it, and nothing else.");
    }
}
