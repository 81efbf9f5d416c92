package io.pokeai.service.internal.administration;

import io.pokeai.service.internal.web.HttpAnswers;
import io.pokeai.service.internal.web.HttpFailure;
import io.pokeai.service.internal.web.Methods;
import io.pokeai.service.internal.web.PathParts;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Changes that run or are done: {@code GET /v1/operations}, {@code GET /v1/operations/ID}, which waits when the client prefers it, and
 * {@code DELETE /v1/operations/ID}, which cancels, and {@code GET /v1/operations/ID/gate}, the report of its gate.
 *
 * <p><b>Threads</b> safe. <b>Ownership</b> its end is that of all operations.
 */
final class OperationsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String GATE = "gate";

    private final transient OperationAnswers answers;

    OperationsServlet(OperationAnswers answers) {
        this.answers = answers;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PathParts path = PathParts.of(request);
        if (path.matches("v1", "operations")) {
            Methods.require(request, "GET");
            HttpAnswers.polled(request, response, json -> {
                json.beginArray();
                for (AdminOperation operation : answers.operations().list()) {
                    operation.write(json);
                }
                json.endArray();
            });
            return;
        }
        if (path.matches("v1", "operations", "*", GATE)) {
            Methods.require(request, "GET");
            answers.operations()
                    .find(path.get(2))
                    .orElseThrow(() -> unknown(path.get(2)))
                    .gate()
                    .orElseThrow(() -> noGate(path.get(2)))
                    .send(response);
            return;
        }
        if (!path.matches("v1", "operations", "*")) {
            throw HttpFailure.noSuchPath(path.toString());
        }
        AdminOperation operation = answers.operations().find(path.get(2)).orElseThrow(() -> unknown(path.get(2)));
        if (String.valueOf(request.getMethod()).equals("DELETE")) {
            operation.cancel();
            HttpAnswers.json(response, HttpServletResponse.SC_ACCEPTED, operation::write);
            return;
        }
        Methods.require(request, "GET", "DELETE");
        answers.show(request, response, operation);
    }

    /** Where the report of a gate is that has decided about an operation. */
    static String gatePath(String operation) {
        return OperationAnswers.PATH + operation + "/" + GATE;
    }

    private static HttpFailure noGate(String id) {
        return HttpFailure.of(
                404,
                "NO_GATE_REPORT",
                "No gate has written a report about the operation '" + id + "'.",
                "Only a change with 'gate' has one, when its gate has decided.");
    }

    private static HttpFailure unknown(String id) {
        return HttpFailure.of(
                404,
                "OPERATION_NOT_FOUND",
                "There is no operation '" + id + "'.",
                "The last " + Operations.MOST_KEPT
                        + " of this process are kept; the journal has all changes of models.");
    }

    @Override
    public void destroy() {
        answers.operations().close();
    }
}
