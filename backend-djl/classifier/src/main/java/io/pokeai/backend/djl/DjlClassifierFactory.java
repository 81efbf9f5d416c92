package io.pokeai.backend.djl;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.backend.djl.internal.DjlClassifier;
import io.pokeai.backend.djl.internal.TorchScriptArchive;
import io.pokeai.backend.djl.internal.TorchScriptModel;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.engine.spi.ClassifierFactory;
import io.pokeai.engine.spi.ModelSource;
import io.pokeai.engine.spi.OpenOptions;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/**
 * Recognises and opens TorchScript archives ({@code torch.jit.save}): one float32 input {@code [n, 3, h, h]}, one float32
 * output {@code [n, classes]}.
 *
 * <p>What is not declared beside the file comes from {@code extra/config.txt}, if Ultralytics' exporter wrote one
 * ({@code task}, {@code imgsz}, {@code names}; the output is probabilities); else the input is {@code tv255_224}, the output
 * logits, and the labels are those of the folder.
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

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Optional<ModelSpec> recognise(ModelSource source) {
        return TorchScriptArchive.read(source.file()).map(archive -> new TorchScriptModel(source, archive).spec(ID));
    }

    @Override
    @MustBeClosed
    public Classifier open(ModelSpec spec, OpenOptions options) {
        if (spec.files().size() != 1) {
            throw EngineException.invalidArgument(
                    "Model '" + spec.name() + "' has " + spec.files().size() + " files.",
                    "The DJL back end opens one file; folds are opened one by one.");
        }
        // The file may have changed since it was recognised.
        TorchScriptArchive.require(spec.files().get(0));
        return DjlClassifier.open(spec, options);
    }
}
