package io.pokeai.cli.internal;

import io.pokeai.engine.api.ChangeProgress;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelControl;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapStatus;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.command.remote.RemoteReply;
import io.pokeai.engine.command.remote.RemoteRequest;
import io.pokeai.engine.command.remote.RemoteService;
import io.pokeai.engine.json.JsonDocument;
import io.pokeai.engine.json.ProblemJson;
import io.pokeai.engine.json.SwapReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The changes of a service that runs, as if its engine were here.
 *
 * <p>A change is an operation of the service, which is asked for its result until it has one. An interrupt cancels it there, as it would
 * here: a gate that is asked stops, any other change goes on to its end.
 *
 * <p><b>Threads</b> safe.
 */
record ServiceControl(RemoteService service) implements ModelControl {
    private static final String V1 = "v1";
    private static final String MODELS = "models";
    private static final int PAGE = 1000;

    /** For how long the service is asked to wait; less than connections may be silent. */
    private static final String WAIT = "wait=20";

    private static final int ACCEPTED = 202;

    @Override
    public SwapReport load(String model, SwapTarget target, SwapTerms terms) {
        return change(model, "load", new ServiceOrder(target, terms));
    }

    @Override
    public SwapReport unload(String model, SwapTerms terms) {
        return change(model, "unload", new ServiceOrder(SwapTarget.AS_FOUND, terms));
    }

    @Override
    public SwapReport swap(String model, SwapTarget target, SwapTerms terms) {
        return change(model, "swap", new ServiceOrder(target, terms));
    }

    @Override
    public SwapReport canary(String model, SwapTarget target, double weight, SwapTerms terms) {
        return change(model, "canary", new ServiceOrder(target, terms, Optional.of(weight)));
    }

    @Override
    public SwapReport shadow(String model, SwapTarget target, SwapTerms terms) {
        return change(model, "shadow", new ServiceOrder(target, terms));
    }

    @Override
    public SwapReport promote(String model, SwapTerms terms) {
        return change(model, "promote", new ServiceOrder(SwapTarget.AS_FOUND, terms));
    }

    @Override
    public SwapReport abort(String model, SwapTerms terms) {
        return change(model, "abort", new ServiceOrder(SwapTarget.AS_FOUND, terms));
    }

    @Override
    public SwapReport rollback(String model, SwapTarget target, SwapTerms terms) {
        return change(model, "rollback", new ServiceOrder(target, terms));
    }

    @Override
    public SwapReport previewRollback(String model, SwapTarget target) {
        RemoteRequest request = RemoteRequest.get(V1, MODELS, model, "rollback");
        return report(target.version()
                .map(version -> request.query("version", version))
                .orElse(request));
    }

    @Override
    public SwapStatus status(String model) {
        return SwapReading.status(JsonDocument.object(service.fetch(RemoteRequest.get(V1, MODELS, model))));
    }

    @Override
    public List<SwapReport> journal(String model, int atMost) {
        List<SwapReport> journal = new ArrayList<>();
        Optional<String> after = Optional.of("");
        while (journal.size() < atMost && after.isPresent()) {
            RemoteRequest request = RemoteRequest.get(V1, "journal")
                    .query("limit", String.valueOf(Math.min(PAGE, atMost - journal.size())));
            request = model.isEmpty() ? request : request.query(MODELS.substring(0, MODELS.length() - 1), model);
            request = after.get().isEmpty() ? request : request.query("after", after.get());
            JsonDocument page = JsonDocument.object(service.fetch(request));
            page.objects("entries").forEach(entry -> journal.add(SwapReading.report(entry)));
            after = page.optionalText("next");
        }
        return journal;
    }

    private SwapReport report(RemoteRequest request) {
        try (RemoteReply reply = service.send(request)) {
            return SwapReading.report(JsonDocument.object(reported(reply).bytes()));
        }
    }

    /** A report of a change that failed has the status of its error, and is no problem. */
    private static RemoteReply reported(RemoteReply reply) {
        return reply.type().equals(ProblemJson.TYPE) || !reply.type().endsWith("json") ? reply.orThrow() : reply;
    }

    private SwapReport change(String model, String action, ServiceOrder order) {
        boolean later = order.terms().gate().isPresent() || order.terms().listener().isPresent();
        RemoteRequest request = RemoteRequest.post(V1, MODELS, model, action)
                .json(order.json())
                .header("Prefer", "respond-async" + (later ? "" : ", " + WAIT));
        String location;
        try (RemoteReply reply = service.send(request)) {
            byte[] body = reported(reply).bytes();
            if (reply.status() != ACCEPTED) {
                return SwapReading.report(JsonDocument.object(body));
            }
            location = reply.header("Location")
                    .orElseThrow(() -> EngineException.invalidArgument(
                            "The service does not say where the change is.", "Look at 'pokeai models status'."));
        }
        return await(location, order.terms().listener());
    }

    private SwapReport await(String location, Optional<Consumer<? super ChangeProgress>> listener) {
        OperationSteps steps = new OperationSteps(listener);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    Optional<SwapReport> done = look(location, steps);
                    if (done.isPresent()) {
                        return done.get();
                    }
                } catch (EngineException e) {
                    if (e.code() != ErrorCode.CANCELLED || !Thread.interrupted()) {
                        throw e;
                    }
                    interrupted = true;
                    service.fetch(RemoteRequest.at("DELETE", location));
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Empty while it runs. */
    private Optional<SwapReport> look(String location, OperationSteps steps) {
        JsonDocument operation = JsonDocument.object(
                service.fetch(steps.next(RemoteRequest.at("GET", location))));
        if (!operation.text("state").equals("DONE")) {
            steps.tell(operation);
            return Optional.empty();
        }
        Optional<JsonDocument> problem = operation.optionalObject("problem");
        if (problem.isPresent()) {
            ProblemJson read = new ProblemJson(
                    problem.get().text("code"),
                    problem.get().text("title"),
                    problem.get().text("detail"));
            throw new EngineException(read.known().orElse(ErrorCode.INTERNAL), read.title(), read.detail());
        }
        return Optional.of(SwapReading.report(operation.object("result")));
    }
}
