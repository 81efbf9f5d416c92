package io.pokeai.service.internal.web;

import jakarta.servlet.http.HttpServletRequest;

/** Which methods a path answers. */
public final class Methods {
    private Methods() {}

    /**
     * Holds a request to one method; {@code HEAD} is a {@code GET} whose body the server leaves out.
     *
     * @throws HttpFailure 405
     */
    public static void require(HttpServletRequest request, String method) {
        String asked = String.valueOf(request.getMethod());
        if (!asked.equals(method) && !(method.equals("GET") && asked.equals("HEAD"))) {
            throw HttpFailure.methodNotAllowed(asked, method.equals("GET") ? "GET, HEAD" : method);
        }
    }
}
