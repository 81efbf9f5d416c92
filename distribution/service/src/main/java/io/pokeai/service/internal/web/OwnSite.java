package io.pokeai.service.internal.web;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Keeps the pages of other sites, which a browser on this machine may show, from speaking to the service: by their {@code Origin}, and
 * by a name of their own that leads to this machine (DNS rebinding).
 *
 * @param loopbackNamesOnly whether the {@code Host} has to name this machine, as it does for a port that asks for no token
 */
record OwnSite(boolean loopbackNamesOnly) {
    private static final Pattern LOOPBACK = Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1\\])(:\\d{1,5})?");

    /**
     * @param host the header, empty without one
     * @param origin the header, empty without one
     * @throws HttpFailure 403
     */
    void require(String host, String origin) {
        String name = host.toLowerCase(Locale.ROOT);
        if (loopbackNamesOnly && !LOOPBACK.matcher(name).matches()) {
            throw HttpFailure.of(
                    403,
                    "FOREIGN_HOST",
                    "The Host '" + host + "' is not a name of this machine.",
                    "Use localhost, or start the service with a token file.");
        }
        if (!origin.isEmpty()
                && !origin.equalsIgnoreCase("http://" + name)
                && !origin.equalsIgnoreCase("https://" + name)) {
            throw HttpFailure.of(
                    403, "FOREIGN_ORIGIN", "Pages of other sites may not use this service.", "Ask it from a program.");
        }
    }
}
