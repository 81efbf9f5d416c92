package io.pokeai.service.internal.oip;

import io.pokeai.engine.api.Engine;
import io.pokeai.service.internal.web.BodyMemory;
import io.pokeai.service.internal.web.PathParts;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code /v2/repository/…} on the administration port, for Triton's clients. <b>Threads</b> safe. */
public final class RepositoryServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Repository repository;

    public RepositoryServlet(Engine engine, BodyMemory memory) {
        this.repository = new Repository(engine, memory, true);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        repository.answer(PathParts.of(request), request, response);
    }
}
