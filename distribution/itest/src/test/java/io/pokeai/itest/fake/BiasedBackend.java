package io.pokeai.itest.fake;

import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.api.backend.ClassifierInfo;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.engine.spi.ClassifierFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/**
 * A back end of id {@code onnx} that answers the same for every picture: a number that its bundle says, or a bundle below it.
 * Two versions of the bundle are two back ends of one id, whose answers agree or do not.
 */
public final class BiasedBackend implements BundleActivator, ClassifierFactory {
    /** The header that says what every score is. */
    public static final String BIAS = "PokeAI-Bias";

    /** The header that says the ranking of the service. */
    public static final String RANKING = "PokeAI-Ranking";

    private static final int MAX_BATCH = 8;
    private static final int CLASSES = 3;
    private static final int CROP = 8;

    private float bias;

    @Override
    public void start(BundleContext context) {
        bias = Float.parseFloat(header(context.getBundle(), BIAS).orElse("0"));
        BundleWiring wiring = context.getBundle().adapt(BundleWiring.class);
        for (BundleWire wire : wiring.getRequiredWires(BundleNamespace.BUNDLE_NAMESPACE)) {
            bias += Float.parseFloat(
                    header(wire.getProvider().getBundle(), BIAS).orElse("0"));
        }
        Integer ranking = Integer.valueOf(header(context.getBundle(), RANKING).orElse("0"));
        context.registerService(
                ClassifierFactory.class, this, FrameworkUtil.asDictionary(Map.of("service.ranking", ranking)));
    }

    private static Optional<String> header(Bundle bundle, String name) {
        return Optional.ofNullable(bundle.getHeaders().get(name));
    }

    @Override
    public void stop(BundleContext context) {
        // The framework unregisters the service.
    }

    @Override
    public String id() {
        return "onnx";
    }

    @Override
    public Optional<ModelSpec> recognise(ModelSource source) {
        String file = String.valueOf(source.file().getFileName());
        return Optional.of(new ModelSpec(
                source.name().orElse(file.replaceFirst("\\..*", "")),
                source.hashes().sha256(source.file()),
                id(),
                List.of(source.file()),
                source.input().orElse(InputSpec.torchvision(CROP, CROP)),
                source.labels().orElse(Labels.numbered(CLASSES)),
                source.output().orElse(ScoreKind.LOGITS),
                ModelSpec.EnsembleRule.SINGLE,
                source.options()));
    }

    @Override
    public Classifier open(ModelSpec spec, OpenOptions options) {
        return new Constant(new ClassifierInfo(spec, OpenOptions.CPU, List.of(), MAX_BATCH, 1, 0), bias);
    }

    private record Constant(ClassifierInfo info, float bias) implements Classifier {
        @Override
        public Scores infer(ImageTensor batch) {
            int classes = info.spec().labels().size();
            float[] values = new float[batch.count() * classes];
            Arrays.fill(values, bias);
            return new Scores(info.spec().output(), batch.count(), classes, values);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
