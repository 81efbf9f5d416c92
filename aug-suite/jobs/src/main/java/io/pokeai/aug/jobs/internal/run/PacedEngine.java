package io.pokeai.aug.jobs.internal.run;

import io.pokeai.engine.api.BulkRequest;
import io.pokeai.engine.api.CallObserver;
import io.pokeai.engine.api.Certificate;
import io.pokeai.engine.api.CertificateRequest;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.ModelControl;
import io.pokeai.engine.api.ModelRegistry;
import io.pokeai.engine.api.Observation;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Request;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.api.TensorAnswer;
import io.pokeai.engine.api.TensorRequest;
import java.util.stream.Stream;

/**
 * An engine whose long runs give way to callers between batches.
 *
 * <p><b>Ownership</b> closing it closes the engine.
 *
 * @param engine that does the work
 */
record PacedEngine(Engine engine, BatchPace pace) implements Engine {
    @Override
    public Prediction classify(Request request) {
        return engine.classify(request);
    }

    @Override
    @SuppressWarnings("MustBeClosed") // the caller closes it
    public <T> Stream<Result<T>> classifyAll(BulkRequest<T> request) {
        return engine.classifyAll(new BulkRequest<>(
                request.models(),
                pace.paced(request.pictures(), request.batchSize().orElse(1)),
                request.source(),
                request.change(),
                request.batchSize(),
                request.caller(),
                request.deadline()));
    }

    @Override
    public TensorAnswer infer(TensorRequest request) {
        return engine.infer(request);
    }

    @Override
    public Observation observe(CallObserver observer) {
        return engine.observe(observer);
    }

    @Override
    public Certificate.Written certify(CertificateRequest request) {
        return engine.certify(request);
    }

    @Override
    public ModelRegistry models() {
        return engine.models();
    }

    @Override
    public ModelControl control() {
        return engine.control();
    }

    @Override
    public Imaging imaging() {
        return engine.imaging();
    }

    @Override
    public void close() {
        engine.close();
    }
}
