package io.pokeai.service.internal.reload;

import io.pokeai.service.internal.web.HttpAnswers;
import io.pokeai.service.internal.web.Methods;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/**
 * {@code POST /v1/reload} of the administration port: reads tokens and certificate again, and says what came of it. 200 if all of it can
 * be used, else 409.
 *
 * <p><b>Threads</b> safe.
 */
public final class ReloadServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** What takes a restart, so that nobody waits for it in vain. */
    private static final List<String> FIXED = List.of(
            "host",
            "port",
            "admin-port",
            "whether there are tokens",
            "whether there is TLS",
            "access-log",
            "settings of the engine");

    private final transient Reloads reloads;

    public ReloadServlet(Reloads reloads) {
        this.reloads = reloads;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Methods.require(request, "POST");
        List<Reloads.Report> reports = reloads.reload();
        boolean well = reports.stream().noneMatch(report -> report.outcome() == Reloads.Outcome.FAILED);
        HttpAnswers.json(response, well ? HttpServletResponse.SC_OK : HttpServletResponse.SC_CONFLICT, json -> {
            json.beginObject();
            json.beginArray("reloaded");
            for (Reloads.Report report : reports) {
                json.beginObject();
                json.field("name", report.name());
                json.texts("files", report.files());
                json.field("outcome", report.outcome().name());
                if (!report.problem().isEmpty()) {
                    json.field("problem", report.problem());
                }
                json.endObject();
            }
            json.endArray();
            json.texts("needs_restart", FIXED);
            json.endObject();
        });
    }
}
