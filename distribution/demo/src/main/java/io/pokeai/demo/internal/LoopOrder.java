package io.pokeai.demo.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One command of the loop.
 *
 * @param done what has been done when it has ended well
 * @param words what is typed after {@code pokeai}, without the folders
 * @param statuses those that mean that it has done its work
 * @param worthReading lines of its output, as a whole, of which the part in brackets is shown
 * @param files what it leaves, relative to the artifacts folder, the most important one first
 */
record LoopOrder(String done, List<String> words, Set<Integer> statuses, Pattern worthReading, List<String> files) {
    private static final Set<Integer> FINE = Set.of(0);

    LoopOrder {
        words = List.copyOf(words);
        statuses = Set.copyOf(statuses);
        files = List.copyOf(files);
    }

    /** @param words with a blank between them */
    static LoopOrder of(String done, String words, String worthReading, String... files) {
        return new LoopOrder(done, List.of(words.split(" ")), FINE, Pattern.compile(worthReading), List.of(files));
    }

    /** The same, done with any of these exit statuses. */
    LoopOrder withStatuses(Set<Integer> others) {
        return new LoopOrder(done, words, others, worthReading, files);
    }

    /** What of a line is worth showing, if anything. */
    Optional<String> ofWorth(String line) {
        Matcher matcher = worthReading.matcher(line);
        return matcher.matches() ? Optional.of(matcher.group(1).strip().replaceAll(" {2,}", "  ")) : Optional.empty();
    }

    /** The first word. */
    String name() {
        return words.get(0);
    }
}
