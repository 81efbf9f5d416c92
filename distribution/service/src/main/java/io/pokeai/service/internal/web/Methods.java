package io.pokeai.service.internal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;

/** Which methods a path answers. */
public final class Methods {
    private Methods() {}

    /**
     * Holds a request to some methods; {@code HEAD} is a {@code GET} whose body the server leaves out.
     *
     * @throws HttpFailure 405
     */
    public static void require(HttpServletRequest request, String... methods) {
        String asked = String.valueOf(request.getMethod());
        List<String> allowed = new ArrayList<>(List.of(methods));
        if (allowed.contains("GET")) {
            allowed.add(allowed.indexOf("GET") + 1, "HEAD");
        }
        if (!allowed.contains(asked)) {
            throw HttpFailure.methodNotAllowed(asked, String.join(", ", allowed));
        }
    }
}
