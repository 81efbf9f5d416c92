package io.pokeai.aug.commands.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.Arguments;
import io.pokeai.engine.files.WholeFile;
import io.pokeai.engine.spi.Perturbation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pokeai corruptions}: what there is, as a list or as a picture. */
@Component(
        service = CliCommand.class,
        scope = ServiceScope.PROTOTYPE,
        property = {CliCommand.NAME + "=corruptions", CliCommand.SUMMARY + "=List the corruptions, or draw them all"})
@Command(
        description = {
            "Lists the corruptions that 'corrupt' and 'classify --with' take, and the sequences that 'robustness' measures flip"
                    + " probabilities with; or draws one sheet of all corruptions at every severity."
        })
public final class CorruptionsCommand implements CliCommand {
    private static final int SIZE = 224;

    @Option(names = "--format", paramLabel = "table|json", description = "Form of the list (default: table).")
    private CorruptionList format = CorruptionList.table;

    @Option(names = "--sheet", paramLabel = "FILE.png", description = "Draw a sheet instead of listing.")
    private @Nullable String sheet;

    @Option(names = "--picture", paramLabel = "PICTURE", description = "Corrupted on the sheet (default: a drawing).")
    private @Nullable String picture;

    @Option(names = "--cell", paramLabel = "PIXELS", description = "Size of a picture on the sheet (default: 112).")
    private int cell = SIZE / 2;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the random numbers on the sheet (default: 0).")
    private long seed;

    @Override
    public ExitStatus run(CliSession session) throws IOException {
        Augmentations augmentations = session.augmentations();
        List<AugmentationInfo> all = augmentations.list();
        if (sheet == null) {
            List<Perturbation> sequences = session.perturbations().list();
            if (all.isEmpty() && sequences.isEmpty()) {
                session.err().print("pokeai: no augmentation bundle is installed.\n");
            }
            format.write(session.out(), all, sequences);
            return ExitStatus.OK;
        }
        if (all.isEmpty()) {
            throw EngineException.invalidArgument(
                    "There is nothing to draw.", "Install a bundle with augmentations, such as aug-corruptions.");
        }
        if (cell < Sheet.MIN_CELL || cell > SIZE) {
            throw EngineException.invalidArgument(
                    "'--cell " + cell + "' does not fit.", "Use " + Sheet.MIN_CELL + " to " + SIZE + ".");
        }
        Path file = session.directory().resolve(Arguments.path(sheet));
        Imaging imaging = session.engine().imaging();
        Image drawn = picture == null
                ? SamplePicture.draw(SIZE)
                : imaging.crop(
                        session.directory().resolve(Arguments.path(picture)),
                        InputSpec.torchvision(SIZE * 8 / 7, SIZE));
        Image image = new Sheet(augmentations, imaging, cell).draw(drawn, seed, session::cancelled);
        if (!session.cancelled()) {
            WholeFile.write(file, imaging.toPng(image));
        }
        return ExitStatus.OK;
    }
}
