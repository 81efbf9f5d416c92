package io.pokeai.aug.commands.internal.remote;

import io.pokeai.engine.api.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code --severities} such as {@code 1-5} and {@code 1,3}, as the list of a plan. */
final class SeverityList {
    private static final Pattern PART = Pattern.compile("(\\d)(?:-(\\d))?");

    private SeverityList() {}

    static List<Integer> parse(String text) {
        List<Integer> severities = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher range = PART.matcher(part.strip());
            if (!range.matches()) {
                throw EngineException.invalidArgument(
                        "'--severities " + text + "' is not a list of severities.", "Use 1-5, or a list such as 1,3.");
            }
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            for (int severity = first; severity <= last; severity++) {
                severities.add(severity);
            }
        }
        return severities;
    }
}
