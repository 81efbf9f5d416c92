package io.pokeai.engine.dataset.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * File names of pictures, unique within their class: names that differ only in case or Unicode form count as the same, because
 * some file systems cannot tell them apart.
 *
 * <p><b>Threads</b> confined to one.
 */
public final class PictureNames {
    private static final int DIGITS = 8;

    /** Leaves room for a hash and a number in the 255 bytes of a name. */
    private static final int MOST_STEM_BYTES = 200;

    private final Map<String, Map<String, String>> names = new HashMap<>();
    private final Map<String, Set<String>> taken = new HashMap<>();
    private int renamed;

    /** Gives a picture its name in a class, unless it has one. */
    public void add(String label, String path) {
        Map<String, String> known = names.computeIfAbsent(label, each -> new HashMap<>());
        if (known.containsKey(path)) {
            return;
        }
        Set<String> used = taken.computeIfAbsent(label, each -> new HashSet<>());
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (!used.add(folded(name))) {
            renamed++;
            name = inserted(name, "~" + md5(path).substring(0, DIGITS));
            for (int number = 2; !used.add(folded(name)); number++) {
                name = inserted(name, "~" + number);
            }
        }
        known.put(path, name);
    }

    /** How many pictures have another name than that of their file. */
    public int renamed() {
        return renamed;
    }

    /** Counts the copies of pictures in one part of a fold. */
    public Copies copies() {
        return new Copies();
    }

    /** The copies of pictures in one part of a fold. */
    public final class Copies {
        private final Map<String, Integer> seen = new HashMap<>();
        private final Set<String> used = new HashSet<>();

        /** The name of a picture; each further copy of the picture gets another name. */
        public String next(String label, String path) {
            String name = names.getOrDefault(label, Map.of()).get(path);
            if (name == null) {
                throw new IllegalArgumentException(path + " was not added");
            }
            int count = seen.merge(label + '/' + path, 1, Integer::sum);
            if (count == 1) {
                return name;
            }
            Set<String> others = taken.getOrDefault(label, Set.of());
            String copy = inserted(name, "~" + count);
            while (others.contains(folded(copy)) || !used.add(label + '/' + folded(copy))) {
                copy = inserted(copy, "~" + count);
            }
            return copy;
        }
    }

    private static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** The name with a text between stem and suffix. */
    private static String inserted(String name, String text) {
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String suffix = dot > 0 ? name.substring(dot) : "";
        while (stem.getBytes(StandardCharsets.UTF_8).length > MOST_STEM_BYTES) {
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
        }
        return stem + text + suffix;
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
