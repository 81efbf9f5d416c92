package io.pokeai.engine.runtime.internal.generation;

import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.runtime.internal.threads.EngineThreads;
import io.pokeai.engine.runtime.internal.threads.FoldRunner;
import io.pokeai.engine.runtime.internal.threads.ThreadBudget;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.engine.spi.ClassifierFactory;
import io.pokeai.engine.testkit.ClassifierContract;
import io.pokeai.engine.testkit.FakeClassifier;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;

/** An ensemble is a classifier like any other. */
class EnsembleContractTest extends ClassifierContract {
    private final ThreadPoolExecutor workers = EngineThreads.workers(3);

    @AfterEach
    void stop() {
        workers.shutdown();
    }

    @Override
    protected ClassifierFactory factory() {
        FakeClassifierFactory fake = new FakeClassifierFactory();
        return new ClassifierFactory() {
            @Override
            public String id() {
                return fake.id();
            }

            @Override
            public Optional<ModelSpec> recognise(ModelSource source) {
                return fake.recognise(source)
                        .map(spec -> new ModelSpec(
                                spec.name(),
                                spec.version(),
                                spec.backend(),
                                spec.files(),
                                spec.input(),
                                spec.labels(),
                                spec.output(),
                                ModelSpec.EnsembleRule.MEAN_LOGITS,
                                spec.options()));
            }

            @Override
            public Classifier open(ModelSpec spec, OpenOptions options) {
                Classifier first = fake.open(spec, options);
                List<Classifier> folds =
                        List.of(first, new FakeClassifier(first.info(), 3), new FakeClassifier(first.info(), 8));
                return new Ensemble(
                        spec, folds, FoldRunner.on(workers, ThreadBudget.alone(workers.getMaximumPoolSize())));
            }
        };
    }

    @Override
    protected Path model(Path folder) {
        return FakeClassifierFactory.write(folder.resolve("m.fake"), 1);
    }

    @Override
    protected boolean isRegistered() {
        return false;
    }
}
