package io.pokeai.backend.yolo;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.network.recognition.KnownCheckpoint;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.engine.spi.ClassifierFactory;
import io.pokeai.onnx.graph.recognition.OnnxRecognition;
import io.pokeai.onnx.session.OnnxClassifier;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/**
 * Recognises and opens Ultralytics' image classifiers, YOLOv8-cls and YOLO11-cls: {@code best.pt} as training leaves it, and
 * {@code .onnx} files of Ultralytics' exporter. Other tasks are refused.
 *
 * <p>The input is {@code yolo<imgsz>}; the labels are {@code names}. A {@code best.pt} gives logits; an exported file gives
 * probabilities, unless its graph shows something else. Folds are combined by the mean of their probabilities, as PokeAI
 * does.
 *
 * <p><b>Threads</b> safe.
 */
@Component
public final class YoloClassifierFactory implements ClassifierFactory {
    /** The id of this back end. */
    public static final String ID = "yolo";

    /** Above the ONNX back end, which opens Ultralytics' .onnx files as well. */
    static final int RANKING = 10;

    @Override
    public void prepare() {
        OnnxClassifier.prepare();
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Set<String> suffixes() {
        return Set.of(".onnx", ".pt");
    }

    @Override
    public int ranking() {
        return RANKING;
    }

    @Override
    public Optional<ModelSpec> recognise(ModelSource source) {
        Optional<ModelSpec> exported = OnnxRecognition.of(source)
                .filter(OnnxRecognition::isUltralytics)
                .map(recognition -> recognition.spec(ID, ModelSpec.EnsembleRule.MEAN_PROBABILITIES));
        return exported.isPresent()
                ? exported
                : KnownCheckpoint.read(source.file())
                        .filter(KnownCheckpoint::isUltralytics)
                        .map(checkpoint -> checkpoint.spec(source, ID));
    }

    @Override
    @MustBeClosed
    public Classifier open(ModelSpec spec, OpenOptions options) {
        return OnnxClassifier.openRecognised(spec, options);
    }
}
