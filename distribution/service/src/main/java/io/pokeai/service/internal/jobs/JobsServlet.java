package io.pokeai.service.internal.jobs;

import io.pokeai.aug.jobs.Job;
import io.pokeai.aug.jobs.JobStatus;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.service.internal.events.EventStreams;
import io.pokeai.service.internal.events.Ticker;
import io.pokeai.service.internal.web.BodyMemory;
import io.pokeai.service.internal.web.HttpAnswers;
import io.pokeai.service.internal.web.HttpFailure;
import io.pokeai.service.internal.web.Methods;
import io.pokeai.service.internal.web.PathParts;
import io.pokeai.service.internal.web.QueryParameters;
import io.pokeai.service.internal.web.ServiceState;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Jobs: {@code /v1/jobs}, {@code /v1/jobs/ID} and what lies below it, and {@code /v1/events}. docs/jobs.md lists them.
 *
 * <p><b>Threads</b> safe; streams, downloads and clients that wait for an end hold none.
 */
public final class JobsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int STREAMS = 32;
    private static final int BEHIND_ARTEFACTS = 4;

    private final transient JobDesk desk;
    private final transient JobOrders orders;
    private final transient JobStreams streams;
    private final transient JobArtefacts artefacts;
    private final transient JobPictureAnswers pictures;

    /**
     * @param engine reads pictures again, with its imaging
     * @param augmentations that are installed now
     */
    public JobsServlet(
            JobDesk desk, BodyMemory memory, ServiceState state, Engine engine, Supplier<Augmentations> augmentations) {
        this.desk = desk;
        Ticker ticker = new Ticker(state);
        this.orders = new JobOrders(desk, memory, ticker);
        this.streams = new JobStreams(desk, new EventStreams(STREAMS, ticker));
        this.artefacts = new JobArtefacts(desk);
        this.pictures = new JobPictureAnswers(artefacts, engine, augmentations);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PathParts path = PathParts.of(request);
        String method = String.valueOf(request.getMethod());
        if (path.matches("v1", "jobs")) {
            switch (method) {
                case "POST" -> orders.take(request, response);
                case "GET", "HEAD" -> JobList.write(request, response, desk);
                default -> throw HttpFailure.methodNotAllowed(method, "GET, HEAD, POST");
            }
        } else if (path.matches("v1", "jobs", "*")) {
            one(request, response, method, path.get(2));
        } else if (path.matches("v1", "events")) {
            Methods.require(request, "GET");
            streams.several(request, response);
        } else if (path.parts().size() > 3 && path.get(1).equals("jobs")) {
            below(request, response, path);
        } else {
            throw HttpFailure.noSuchPath(path.toString());
        }
    }

    private void one(HttpServletRequest request, HttpServletResponse response, String method, String id)
            throws IOException {
        QueryParameters.of(request, Set.of());
        switch (method) {
            case "GET", "HEAD" ->
                JobAnswer.write(request, response, desk.job(id).status());
            case "DELETE" -> {
                // Its order says whether its upload goes with it.
                desk.expireUploads();
                desk.job(id).delete();
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            }
            default -> throw HttpFailure.methodNotAllowed(method, "GET, HEAD, DELETE");
        }
    }

    private void below(HttpServletRequest request, HttpServletResponse response, PathParts path) throws IOException {
        String id = path.get(2);
        String what = path.get(3);
        List<String> rest = path.parts().subList(BEHIND_ARTEFACTS, path.parts().size());
        if (what.equals("events") && rest.isEmpty()) {
            Methods.require(request, "GET");
            streams.one(request, response, id);
            return;
        }
        if (what.equals("artefacts") && !rest.isEmpty()) {
            Methods.require(request, "GET");
            artefacts.one(request, response, id, String.join("/", rest));
            return;
        }
        if (what.equals("pictures") && rest.size() <= 1) {
            Methods.require(request, "GET");
            if (rest.isEmpty()) {
                pictures.list(request, response, desk.job(id));
            } else {
                pictures.one(request, response, desk.job(id), rest.get(0));
            }
            return;
        }
        QueryParameters.of(request, Set.of());
        if (!rest.isEmpty()) {
            throw HttpFailure.noSuchPath(path.toString());
        }
        switch (what) {
            case "pause", "resume", "cancel", "pin", "unpin" -> {
                Methods.require(request, "POST");
                change(response, desk.job(id), what);
            }
            case "order" -> {
                Methods.require(request, "GET");
                text(response, desk.job(id).order().text());
            }
            case "artefacts" -> {
                Methods.require(request, "GET");
                artefacts.list(response, id);
            }
            case "artefacts.zip" -> {
                Methods.require(request, "GET");
                artefacts.archive(request, response, id);
            }
            default -> throw HttpFailure.noSuchPath(path.toString());
        }
    }

    /** What has begun and is not done yet, such as PAUSING, is accepted. */
    private static void change(HttpServletResponse response, Job job, String what) throws IOException {
        JobStatus status = switch (what) {
            case "pause" -> job.pause();
            case "resume" -> job.resume();
            case "cancel" -> job.cancel();
            default -> job.pin(what.equals("pin"));
        };
        boolean underWay = switch (status.state()) {
            case PAUSING, CANCELLING -> true;
            default -> false;
        };
        JobAnswer.write(response, underWay ? HttpServletResponse.SC_ACCEPTED : HttpServletResponse.SC_OK, status);
    }

    private static void text(HttpServletResponse response, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        response.setContentType(HttpAnswers.JSON);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
