package io.pokeai.service.internal.oip;

import io.pokeai.engine.api.BulkRequest;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.PictureSource;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Request;
import io.pokeai.engine.api.Result;
import io.pokeai.service.internal.web.CallTerms;
import io.pokeai.service.internal.web.HttpFailure;
import io.pokeai.service.internal.web.Limits;
import io.pokeai.service.internal.web.VersionPin;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * HttpAnswers inference requests: holds them to the one input that a model has, and asks the engine.
 *
 * <p><b>Threads</b> safe.
 */
final class InferCalls {
    private final Engine engine;
    private final TensorInference tensors;
    private final Limits limits;

    InferCalls(Engine engine, Limits limits) {
        this.engine = engine;
        this.tensors = new TensorInference(engine, limits.pictures());
        this.limits = limits;
    }

    /** @param version the one that has to answer; empty for the one that answers now */
    ModelAnswer answer(String model, Optional<VersionPin> version, InferRequest request, CallTerms terms) {
        if (request.inputs().size() != 1 || !request.inputs().get(0).name().equals(ModelTensors.INPUT)) {
            throw HttpFailure.badRequest(
                    "The request has the inputs "
                            + request.inputs().stream().map(InferInput::name).toList() + ".",
                    "Models here have one input, '" + ModelTensors.INPUT + "'.");
        }
        InferInput input = request.inputs().get(0);
        CallTerms wanted = terms.orWithin(request.timeout());
        if (input.datatype() == Datatype.BYTES) {
            return pictures(model, version, PictureInput.pictures(input, limits.pictures()), wanted);
        }
        CallTerms pinned = version.map(pin -> pin.terms(engine, model, wanted)).orElse(wanted);
        ModelAnswer answer = tensors.answer(model, input, pinned);
        version.ifPresent(pin -> pin.confirm(answer.model(), answer.version()));
        return answer;
    }

    /** @param pictures encoded, at least one */
    ModelAnswer pictures(String model, Optional<VersionPin> version, List<byte[]> pictures, CallTerms terms) {
        CallTerms pinned = version.map(pin -> pin.terms(engine, model, terms)).orElse(terms);
        ModelAnswer answer = ModelAnswer.of(
                pictures.size() == 1
                        ? List.of(engine.classify(pinned.on(Request.of(model, pictures.get(0)))))
                        : many(model, pictures, pinned));
        version.ifPresent(pin -> pin.confirm(answer.model(), answer.version()));
        return answer;
    }

    private List<Prediction> many(String model, List<byte[]> pictures, CallTerms terms) {
        BulkRequest<Integer> request = BulkRequest.of(
                List.of(model),
                IntStream.range(0, pictures.size()).boxed().toList(),
                index -> PictureSource.of(pictures.get(index)));
        try (Stream<Result<Integer>> results = engine.classifyAll(terms.on(request))) {
            return results.map(InferCalls::prediction).toList();
        }
    }

    private static Prediction prediction(Result<Integer> result) {
        if (result instanceof Result.Failed<Integer> failed) {
            throw failed.error().about("picture " + failed.picture());
        }
        return result.orThrow();
    }
}
