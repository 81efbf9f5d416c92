package io.pokeai.service.grpc.internal;

import io.pokeai.service.spi.IndexedModel;
import io.pokeai.service.spi.InferenceAnswer;
import io.pokeai.service.spi.ModelMetadata;
import io.pokeai.service.spi.ServiceMetadata;
import io.pokeai.service.spi.TensorMetadata;
import java.util.List;

/**
 * The messages of responses.
 *
 * <p><b>Source</b> open_inference_grpc.proto of kserve/open-inference-protocol; grpc_service.proto of triton-inference-server/common for
 * the index of the repository.<br>
 * <b>Threads</b> stateless.
 */
final class ReplyMessages {
    private ReplyMessages() {}

    /** {@code ServerLiveResponse}, {@code ServerReadyResponse}, {@code ModelReadyResponse}. */
    static WireWriter truth(boolean value) {
        return new WireWriter().truth(1, value);
    }

    /** {@code ServerMetadataResponse}. */
    static WireWriter service(ServiceMetadata service) {
        return new WireWriter()
                .text(1, service.name())
                .text(2, service.version())
                .texts(3, service.extensions());
    }

    /** {@code ModelMetadataResponse}. */
    static WireWriter model(ModelMetadata model) {
        WireWriter out = new WireWriter()
                .text(1, model.name())
                .texts(2, model.versions())
                .text(3, model.platform());
        model.inputs().forEach(tensor -> out.message(4, tensor(tensor)));
        model.outputs().forEach(tensor -> out.message(5, tensor(tensor)));
        return out;
    }

    private static WireWriter tensor(TensorMetadata tensor) {
        return new WireWriter()
                .text(1, tensor.name())
                .text(2, tensor.datatype())
                .numbers(3, tensor.shape());
    }

    /** {@code RepositoryIndexResponse}. */
    static WireWriter index(List<IndexedModel> models) {
        WireWriter out = new WireWriter();
        models.forEach(model -> out.message(
                1,
                new WireWriter()
                        .text(1, model.name())
                        .text(2, model.version())
                        .text(3, model.ready() ? "READY" : "UNAVAILABLE")
                        .text(4, model.reason())));
        return out;
    }

    /** {@code ModelInferResponse}, in the form of the request's tensors. */
    static WireWriter inference(InferRequestMessage request, InferenceAnswer answer) {
        WireWriter out = new WireWriter()
                .text(1, answer.model())
                .text(2, answer.version())
                .text(3, request.id());
        for (InferenceAnswer.TensorOutput output : answer.outputs()) {
            boolean scores = output instanceof InferenceAnswer.Scores;
            WireWriter tensor = new WireWriter()
                    .text(1, output.name())
                    .text(2, scores ? "FP32" : "BYTES")
                    .numbers(3, output.shape());
            if (!request.raw()) {
                tensor.message(5, contents(output));
            }
            out.message(5, tensor);
        }
        if (request.raw()) {
            answer.outputs().forEach(output -> out.part(6, raw(output)));
        }
        return out;
    }

    private static WireWriter contents(InferenceAnswer.TensorOutput output) {
        WireWriter contents = new WireWriter();
        if (output instanceof InferenceAnswer.Scores scores) {
            return contents.part(6, WireWriter.floats(scores.rows()));
        }
        return contents.texts(8, ((InferenceAnswer.Classes) output).texts());
    }

    private static byte[] raw(InferenceAnswer.TensorOutput output) {
        return output instanceof InferenceAnswer.Scores scores
                ? WireWriter.floats(scores.rows())
                : WireWriter.lengthPrefixed(((InferenceAnswer.Classes) output).texts());
    }
}
