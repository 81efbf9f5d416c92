package io.pokeai.itest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads an {@code Export-Package} header: package to version, empty where none is given. */
final class ExportedPackages {
    private static final String OUTSIDE_QUOTES = "(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)";
    private static final Pattern VERSION = Pattern.compile("version\\s*=\\s*\"?([^\"]*)\"?");

    private ExportedPackages() {}

    static Map<String, String> parse(@Nullable String header) {
        Map<String, String> versions = new TreeMap<>();
        if (header == null) {
            return versions;
        }
        for (String clause : header.split("," + OUTSIDE_QUOTES, -1)) {
            List<String> names = new ArrayList<>();
            String version = "";
            for (String part : clause.split(";" + OUTSIDE_QUOTES, -1)) {
                Matcher matcher = VERSION.matcher(part.strip());
                if (matcher.matches()) {
                    version = matcher.group(1);
                } else if (!part.contains("=")) {
                    names.add(part.strip());
                }
            }
            for (String name : names) {
                versions.put(name, version);
            }
        }
        return versions;
    }
}
