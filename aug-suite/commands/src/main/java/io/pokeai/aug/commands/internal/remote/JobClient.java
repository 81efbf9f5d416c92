package io.pokeai.aug.commands.internal.remote;

import io.pokeai.aug.robustness.plan.FileFields;
import io.pokeai.engine.command.remote.RemoteReply;
import io.pokeai.engine.command.remote.RemoteRequest;
import io.pokeai.engine.command.remote.RemoteService;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The jobs of a service over HTTP.
 *
 * @param options how a person reaches the same service, such as {@code --url http://127.0.0.1:8081}, with a blank before; may be empty
 */
record JobClient(RemoteService service, String options) {
    private static final String JOBS = "jobs";
    private static final String V1 = "v1";

    /** A reply of a list, as JSON. */
    byte[] list(Map<String, String> filter, int most) {
        RemoteRequest request = RemoteRequest.get(V1, JOBS).query("size", String.valueOf(most));
        for (Map.Entry<String, String> each : filter.entrySet()) {
            request = request.query(each.getKey(), each.getValue());
        }
        return bytes(request);
    }

    RemoteJob show(String id) {
        return RemoteJob.read(bytes(RemoteRequest.get(V1, JOBS, id)));
    }

    /** Orders a job, or attaches to the one of the key. */
    RemoteJob submit(byte[] order, Optional<String> key) {
        RemoteRequest request = RemoteRequest.post(V1, JOBS).json(order);
        return RemoteJob.read(bytes(key.map(text -> request.header("Idempotency-Key", '"' + text + '"'))
                .orElse(request)));
    }

    /** What the work would be; the reply as JSON. */
    byte[] estimate(byte[] order) {
        return bytes(RemoteRequest.post(V1, JOBS).query("validateOnly", "true").json(order));
    }

    /** @param what such as {@code pause} */
    RemoteJob change(String id, String what) {
        return RemoteJob.read(bytes(RemoteRequest.post(V1, JOBS, id, what)));
    }

    void delete(String id) {
        send(RemoteRequest.of("DELETE", V1, JOBS, id)).close();
    }

    /**
     * The events after one, as lines of JSON.
     *
     * <p><b>Ownership</b> the caller closes the reply.
     */
    RemoteReply events(String id, long after) {
        return send(RemoteRequest.get(V1, JOBS, id, "events")
                .query("after", String.valueOf(after))
                .header("Accept", "application/x-ndjson"));
    }

    List<RemoteFile> files(String id) {
        return FileFields.of("the service's reply", bytes(RemoteRequest.get(V1, JOBS, id, "artefacts")))
                .objects("artefacts")
                .stream()
                .map(file ->
                        new RemoteFile(file.text("path"), file.whole("bytes", 0, Long.MAX_VALUE), file.text("sha256")))
                .toList();
    }

    /**
     * A file, from some byte on.
     *
     * <p><b>Ownership</b> the caller closes the reply.
     */
    RemoteReply file(String id, RemoteFile file, long from) {
        String[] parts = (V1 + '/' + JOBS + '/' + id + "/artefacts/" + file.path()).split("/", -1);
        RemoteRequest request = RemoteRequest.get(parts);
        return send(
                from == 0
                        ? request
                        : request.header("Range", "bytes=" + from + '-').header("If-Range", '"' + file.sha256() + '"'));
    }

    private byte[] bytes(RemoteRequest request) {
        return send(request).bytes();
    }

    @SuppressWarnings("MustBeClosedChecker") // whoever asked closes it
    private RemoteReply send(RemoteRequest request) {
        return service.send(request).orThrow();
    }
}
