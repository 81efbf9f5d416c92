package io.pokeai.service.internal.transport;

import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;

/**
 * Parts of Jetty that it looks up by {@code ServiceLoader}, with the context class loader of whatever thread comes first. In a framework
 * that loader knows nothing of Jetty, and nothing would be found.
 */
public final class JettyParts {
    private JettyParts() {}

    /**
     * Makes sure that headers can be written in HTTP/2; without it, every response fails with a COMPRESSION_ERROR. To be called before
     * the first server is made: what was found once is never looked up again.
     */
    public static void find() {
        with(PreEncodedHttpField.class.getClassLoader(), () -> new PreEncodedHttpField(HttpHeader.ACCEPT, "*/*"));
    }

    /** Calls something that looks up services of a bundle. */
    static <T> T with(ClassLoader loader, Supplier<T> lookUp) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return lookUp.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
