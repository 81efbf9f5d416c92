package io.pokeai.service.internal.administration;

import io.pokeai.engine.api.ModelControl;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.json.SwapJson;
import io.pokeai.service.internal.web.HttpAnswers;
import io.pokeai.service.internal.web.HttpFailure;
import io.pokeai.service.internal.web.Methods;
import io.pokeai.service.internal.web.PathParts;
import io.pokeai.service.internal.web.QueryParameters;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * {@code GET /v1/journal?model=NAME&limit=50&after=PLACE}: what was changed or refused, newest first, those of earlier processes too.
 *
 * <p><b>Threads</b> safe.
 */
final class JournalServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int USUAL = 50;
    private static final int MOST = 1000;

    /** More than the two files of a journal hold: each has 1 MiB, and no line is shorter than 100 bytes. */
    private static final int ALL = 25_000;

    private final transient ModelControl control;

    JournalServlet(ModelControl control) {
        this.control = control;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PathParts path = PathParts.of(request);
        if (!path.matches("v1", "journal")) {
            throw HttpFailure.noSuchPath(path.toString());
        }
        Methods.require(request, "GET");
        QueryParameters query = QueryParameters.of(request, Set.of("model", "limit", "after"));
        int limit = (int) query.number("limit", USUAL, 1, MOST);
        int read = query.text("after").isEmpty() ? limit + 1 : ALL;
        JournalPage page =
                JournalPage.of(control.journal(query.text("model").orElse(""), read), query.text("after"), limit);
        HttpAnswers.json(response, json -> {
            json.beginObject();
            json.beginArray("entries");
            for (SwapReport entry : page.entries()) {
                SwapJson.write(json, entry);
            }
            json.endArray();
            if (page.next().isPresent()) {
                json.field("next", page.next().get());
            }
            json.endObject();
        });
    }
}
