package io.pokeai.service.internal.jobs;

import io.pokeai.aug.jobs.Artefact;
import io.pokeai.aug.jobs.Job;
import io.pokeai.aug.jobs.JobJson;
import io.pokeai.aug.jobs.JobStatus;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.json.JsonWriter;
import io.pokeai.service.internal.files.FileAnswer;
import io.pokeai.service.internal.files.ServedFile;
import io.pokeai.service.internal.files.StreamRoom;
import io.pokeai.service.internal.files.ZipAnswer;
import io.pokeai.service.internal.web.EntityTag;
import io.pokeai.service.internal.web.HttpAnswers;
import io.pokeai.service.internal.web.HttpFailure;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files that a job has made: their list, each of them, and all of them as an archive. */
final class JobArtefacts {
    private static final int DOWNLOADS = 16;

    /** The list itself, under the name that it has in an archive. */
    static final String MANIFEST = "manifest.json";

    private final JobDesk desk;
    private final StreamRoom room = new StreamRoom("downloads", DOWNLOADS);

    JobArtefacts(JobDesk desk) {
        this.desk = desk;
    }

    /** The list, with length and SHA-256 of each file. */
    void list(HttpServletResponse response, String id) throws IOException {
        Job job = desk.job(id);
        requireEnded(job.status());
        List<Artefact> artefacts = job.artefacts();
        HttpAnswers.json(response, json -> JobJson.write(json, artefacts));
    }

    /** One file; of an expired job only what is kept of it. */
    void one(HttpServletRequest request, HttpServletResponse response, String id, String path) throws IOException {
        Job job = desk.job(id);
        JobStatus status = job.status();
        requireEnded(status);
        if (path.equals(MANIFEST)) {
            list(response, id);
            return;
        }
        Optional<Artefact> artefact = job.artefacts().stream()
                .filter(each -> each.path().equals(path))
                .findFirst();
        Optional<Path> file = job.artefact(path);
        if (artefact.isEmpty() || file.isEmpty()) {
            throw status.expired()
                    ? gone(status)
                    : HttpFailure.of(
                            404,
                            "NO_SUCH_ARTEFACT",
                            "The job has no such file.",
                            "GET " + JobAnswer.path(id) + "/artefacts lists those that it has.");
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        FileAnswer.write(request, response, served(artefact.get(), file.get(), name), room);
    }

    /**
     * Where a file of a job that has ended is; empty when the job has not made it.
     *
     * @throws HttpFailure 410 when it has expired
     */
    Optional<Path> file(Job job, String path) {
        JobStatus status = job.status();
        requireEnded(status);
        if (status.expired()) {
            throw gone(status);
        }
        return job.artefact(path);
    }

    /** All files as an archive. */
    void archive(HttpServletRequest request, HttpServletResponse response, String id) throws IOException {
        Job job = desk.job(id);
        JobStatus status = job.status();
        requireEnded(status);
        if (status.expired()) {
            throw gone(status);
        }
        List<Artefact> artefacts = job.artefacts();
        List<ServedFile> files = new ArrayList<>();
        for (Artefact artefact : artefacts) {
            Path file = job.artefact(artefact.path()).orElseThrow(() -> gone(status));
            files.add(served(artefact, file, artefact.path()));
        }
        ByteArrayOutputStream manifest = new ByteArrayOutputStream();
        try (JsonWriter json = JsonWriter.compact(manifest)) {
            JobJson.write(json, artefacts);
        }
        ZipAnswer.write(
                request,
                response,
                files,
                "job-" + id + ".zip",
                EntityTag.of(manifest.toByteArray()).opaque(),
                room);
    }

    private static ServedFile served(Artefact artefact, Path file, String name) {
        return new ServedFile(file, name, artefact.bytes(), artefact.sha256(), artefact.mediaType());
    }

    private static void requireEnded(JobStatus status) {
        if (!status.state().isEnd()) {
            throw new EngineException(
                    ErrorCode.CONFLICT,
                    "The job is " + status.state() + ", and its files are complete when it has ended.",
                    "Wait for its end: GET " + JobAnswer.path(status.id()) + "/events.");
        }
    }

    private static HttpFailure gone(JobStatus status) {
        return HttpFailure.of(
                410,
                "EXPIRED",
                "The files of the job were deleted when its time had come.",
                "Its receipt is kept: GET " + JobAnswer.path(status.id())
                        + "/artefacts. Order the job again for the rest.");
    }
}
