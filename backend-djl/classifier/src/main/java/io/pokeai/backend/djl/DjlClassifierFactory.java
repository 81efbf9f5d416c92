package io.pokeai.backend.djl;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.backend.djl.internal.DjlClassifier;
import io.pokeai.backend.djl.internal.ModelFile;
import io.pokeai.backend.djl.internal.TorchScriptArchive;
import io.pokeai.backend.djl.internal.TorchScriptModel;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.backend.HashedFile;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.checkpoint.file.CheckpointReader;
import io.pokeai.engine.network.recognition.KnownCheckpoint;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.engine.spi.ClassifierFactory;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/**
 * Recognises and opens TorchScript archives ({@code torch.jit.save}): one float32 input {@code [n, 3, h, w]}, one
 * float32 output {@code [n, classes]}; and the checkpoints that the ONNX back ends open, torchvision's families and
 * Ultralytics' classifiers, see {@link KnownCheckpoint}. The ONNX back ends, which are smaller and start sooner, open a
 * checkpoint, unless this back end is asked for or is the only one.
 *
 * <p><b>TorchScript</b> What is not declared beside the file comes from {@code extra/config.txt}, if Ultralytics' exporter wrote one
 * ({@code task}, {@code imgsz}, {@code names}; the output is probabilities); else the input is {@code tv255_224}, the
 * output is what the end of the code shows or else what the runtime observes, and the labels are those of the folder.
 * One output is answered as two classes, see {@link io.pokeai.engine.api.backend.BinaryHead}.
 *
 * <p>TorchScript is a program that libtorch interprets. An archive whose code names operators that read or write files, or
 * that belong to a native extension, is refused; still, open only archives of an origin that you trust.
 *
 * <p><b>Threads</b> safe.
 */
@Component
public final class DjlClassifierFactory implements ClassifierFactory {
    /** The id of this back end. */
    public static final String ID = "djl";

    /** Below the ONNX back ends, so that nothing changes for their files when this bundle is installed. */
    static final int RANKING = -10;

    @Override
    public String id() {
        return ID;
    }

    /** {@code .torchscript} is how Ultralytics exports. */
    @Override
    public Set<String> suffixes() {
        return Set.of(".torchscript", ".pt", ".pth");
    }

    @Override
    public int ranking() {
        return RANKING;
    }

    @Override
    public Optional<ModelSpec> recognise(ModelSource source) {
        Optional<TorchScriptArchive> archive = TorchScriptArchive.read(source.file());
        return archive.isPresent()
                ? archive.map(program -> new TorchScriptModel(source, program).spec(ID))
                : KnownCheckpoint.read(source.file()).map(checkpoint -> checkpoint.spec(source, ID));
    }

    @Override
    @MustBeClosed
    public Classifier open(ModelSpec spec, OpenOptions options) {
        if (spec.files().size() != 1) {
            throw EngineException.invalidArgument(
                    "Model '" + spec.name() + "' has " + spec.files().size() + " files.",
                    "Back end '" + ID + "' opens one file; folds are opened one by one.");
        }
        try (HashedFile file = options.hashes().open(spec.files().get(0))) {
            ModelFile model = CheckpointReader.looksLikeCheckpoint(file)
                    ? new ModelFile.Checkpoint(file, spec.input())
                    : new ModelFile.Program(file, options.cache());
            return DjlClassifier.open(spec, model, options);
        }
    }
}
