package io.pokeai.backend.onnx;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.checkpoint.CheckpointFormat;
import io.pokeai.engine.checkpoint.file.CheckpointReader;
import io.pokeai.engine.network.recognition.KnownCheckpoint;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.engine.spi.ClassifierFactory;
import io.pokeai.onnx.graph.recognition.OnnxRecognition;
import io.pokeai.onnx.session.OnnxClassifier;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/**
 * Recognises and opens ONNX image classifiers (one float32 input {@code [n, 3, h, w]}, one float32 output
 * {@code [n, classes]}), and PyTorch checkpoints of torchvision's families, which it turns into such graphs.
 *
 * <p><b>Checkpoints</b> ({@code .pth}, {@code .pt}: state dicts, wrapped ones and whole modules, recognised by content) see
 * {@code tv255_224} as PokeAI trains them, and give logits, unless something else is declared beside the file. The labels
 * are those of the folder or numbers.
 *
 * <p><b>ONNX</b> What is not declared beside the file comes from the file. Metadata keys ({@code metadata_props}) of the engine:
 *
 * <ul>
 *   <li>{@code pokeai.input}: a text form of {@link io.pokeai.engine.api.InputSpec}, such as {@code tv255_224};
 *   <li>{@code pokeai.labels}: the class names, as a JSON list of texts or one per line;
 *   <li>{@code pokeai.output}: an {@link io.pokeai.engine.api.ScoreKind#id}, such as {@code logits};
 *   <li>{@code pokeai.positive}: the class that the one output of a binary model is for.
 * </ul>
 *
 * <p>Else Ultralytics' keys count: {@code task} has to be {@code classify}, {@code imgsz} makes the input
 * {@code yolo<size>}, {@code names} are the class names, and the output is probabilities unless the graph shows something
 * else. Else the files beside it count ({@link ModelSource#companion}). Else the input is torchvision's,
 * resized to 1.14 times the size of the model's input ({@code tv255_224} for 224), which is an assumption; the labels are
 * those of the folder or numbers; the kind of scores is what the graph shows, and where it does not, an assumption that
 * the runtime checks by what the model answers. One output is answered as two classes, see
 * {@link io.pokeai.engine.api.backend.BinaryHead}.
 *
 * <p><b>Threads</b> safe.<br>
 * <b>Limits</b> the graph may not loop ({@code Loop}, {@code Scan}), build a tensor of more than 2^28 elements from constants,
 * or read a file outside of its folder.
 */
@Component
public final class OnnxClassifierFactory implements ClassifierFactory {
    /** The id of this back end. */
    public static final String ID = "onnx";

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
        return Set.of(".onnx", ".pth", ".pt");
    }

    @Override
    public Optional<ModelSpec> recognise(ModelSource source) {
        Optional<ModelSpec> onnx =
                OnnxRecognition.of(source).map(recognition -> recognition.spec(ID, ModelSpec.EnsembleRule.SINGLE));
        return onnx.isPresent() ? onnx : checkpoint(source);
    }

    private static Optional<ModelSpec> checkpoint(ModelSource source) {
        Path file = source.file();
        if (CheckpointReader.format(file)
                .filter(format -> format == CheckpointFormat.TORCHSCRIPT)
                .isPresent()) {
            throw new EngineException(
                            ErrorCode.NO_BACKEND,
                            "the file is a TorchScript program, which the ONNX back end does not run.",
                            "Install the DJL back end, or save the state dict.")
                    .about(String.valueOf(file.getFileName()));
        }
        return KnownCheckpoint.read(file)
                .filter(checkpoint -> !checkpoint.isUltralytics())
                .map(checkpoint -> checkpoint.spec(source, ID));
    }

    @Override
    @MustBeClosed
    public Classifier open(ModelSpec spec, OpenOptions options) {
        return OnnxClassifier.openRecognised(spec, options);
    }
}
