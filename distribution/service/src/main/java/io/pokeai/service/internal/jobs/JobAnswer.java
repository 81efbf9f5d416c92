package io.pokeai.service.internal.jobs;

import io.pokeai.aug.jobs.JobJson;
import io.pokeai.aug.jobs.JobStatus;
import io.pokeai.engine.json.JsonWriter;
import io.pokeai.service.internal.web.EntityTag;
import io.pokeai.service.internal.web.HttpAnswers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;

/** One job as a response. */
final class JobAnswer {
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

    private JobAnswer() {}

    /** The path of a job. */
    static String path(String id) {
        return "/v1/jobs/" + id;
    }

    /** With a status of its own; a client that polls is told when to come again. */
    static void write(HttpServletResponse response, int status, JobStatus job) throws IOException {
        byte[] body = body(job);
        headers(response, job, body);
        bytes(response, status, body);
    }

    /** As the answer to a {@code GET}, which may have it already. */
    static void write(HttpServletRequest request, HttpServletResponse response, JobStatus job) throws IOException {
        byte[] body = body(job);
        headers(response, job, body);
        String known = request.getHeader("If-None-Match");
        if (known != null && EntityTag.of(body).isNamedByIfNoneMatch(known)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        bytes(response, HttpServletResponse.SC_OK, body);
    }

    private static void headers(HttpServletResponse response, JobStatus job, byte[] body) {
        response.setHeader("ETag", EntityTag.of(body).header());
        response.setHeader("Cache-Control", "private, no-cache");
        if (!job.state().isEnd()) {
            response.setHeader("Retry-After", String.valueOf(retry(job)));
        }
    }

    /** Whole seconds: until its end if that is near, else so often that a person sees it move. */
    static long retry(JobStatus job) {
        Duration left = job.progress().left().orElse(LONGEST_RETRY);
        long seconds = (Math.min(left.toMillis(), LONGEST_RETRY.toMillis()) + 999) / 1000;
        return Math.max(1, seconds);
    }

    private static void bytes(HttpServletResponse response, int status, byte[] body) throws IOException {
        response.setStatus(status);
        response.setContentType(HttpAnswers.JSON);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static byte[] body(JobStatus job) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonWriter json = JsonWriter.compact(bytes)) {
            JobJson.write(json, job);
        }
        return bytes.toByteArray();
    }
}
