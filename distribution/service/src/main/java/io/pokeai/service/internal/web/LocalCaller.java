package io.pokeai.service.internal.web;

import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Marks requests that came through the service's socket. Whoever can open the socket is the user of the service, which is better known than
 * by a token. The mark is an attribute of the request: nothing that a client sends becomes one.
 */
public final class LocalCaller implements HttpConfiguration.Customizer {
    private static final String MARK = LocalCaller.class.getName();

    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        request.setAttribute(MARK, MARK);
        return request;
    }

    static boolean made(HttpServletRequest request) {
        return request.getAttribute(MARK) != null;
    }
}
