package io.pokeai.service.spi;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Pages for people, below a path of their own on both ports. A bundle registers it as a service before {@code serve} opens its ports.
 *
 * <p>Its files are given to everybody who reaches the port, without a token: they must hold no secrets. What they show, they ask for with
 * the token of whoever looks at them. Browsers are told to let them load nothing from anywhere else, and no script or style that is
 * written into a page.
 *
 * <p><b>Threads</b> safe.
 */
@ConsumerType
public interface Site {
    /** The first part of its paths, such as {@code console}: letters, digits and hyphens. */
    String name();

    /**
     * Opens a file; the caller closes it.
     *
     * @param path below {@link #name}, such as {@code try/view.js}: parts of letters, digits, hyphens, dots and underscores, none of which
     *     begins with a dot. {@code index.html} is what the site itself shows
     * @return empty if there is no such file
     */
    Optional<InputStream> open(String path) throws IOException;

    /** Whether the files stay as they are, so that they may be kept in memory. */
    default boolean isFixed() {
        return true;
    }
}
