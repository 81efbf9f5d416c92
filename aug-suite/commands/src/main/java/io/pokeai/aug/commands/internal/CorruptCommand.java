package io.pokeai.aug.commands.internal;

import io.pokeai.engine.api.Decoder;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.UnitImage;
import io.pokeai.engine.api.catalog.Composition;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.CommandNeeds;
import io.pokeai.engine.command.kit.Tally;
import io.pokeai.engine.files.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pokeai corrupt}: pictures as a corruption leaves them. */
@Component(
        service = CliCommand.class,
        scope = ServiceScope.PROTOTYPE,
        property = {CliCommand.NAME + "=corrupt", CliCommand.SUMMARY + "=Corrupt pictures: fog, noise, blur, …"})
@CommandNeeds(command = "corrupt", natives = CommandNeeds.PICTURES)
@Command(
        description = {
            "Writes pictures as a corruption leaves them; 'pokeai corruptions' lists what there is.",
            "The same picture, corruption and seed give the same bytes, everywhere.",
            "In a folder cat.jpg becomes cat.jpg.png; if two would become the same file, nothing is written.",
            "A picture that cannot be read is reported, the others are written, and the exit status is 1."
        })
public final class CorruptCommand implements CliCommand {
    @Parameters(arity = "1..*", paramLabel = "PICTURE", description = "Picture files.")
    private List<String> pictures = List.of();

    @Option(
            names = "--with",
            required = true,
            paramLabel = "NAME:SEVERITY",
            description = "fog:3, or several one after the other, such as fog:3+jpeg_compression:2.")
    private String corruption = "";

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the random numbers (default: 0).")
    private long seed;

    @Option(
            names = "--crop",
            paramLabel = "SIZE",
            description =
                    "First resize and crop as PokeAI does for models of this size, such as 224; else the picture is"
                            + " taken as it is.")
    private @Nullable Integer crop;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE.png|DIR",
            description = "Where to write; several pictures need a folder.")
    private String output = "";

    @Override
    public ExitStatus run(CliSession session) throws IOException {
        Composition composition = session.augmentations().parse(corruption);
        Map<Path, Path> targets = OutputPlan.of(session.directory(), pictures, output);
        Geometry geometry = crop == null ? Geometry.AS_IT_IS : Geometry.cropped(crop);
        Imaging imaging = session.engine().imaging();
        ExitStatus worst = ExitStatus.OK;
        for (Map.Entry<Path, Path> entry : targets.entrySet()) {
            if (session.cancelled()) {
                break;
            }
            try {
                Image picture = geometry.read(imaging, entry.getValue());
                WholeFile.write(entry.getKey(), imaging.toPng(bytes(composition.apply(picture, seed))));
            } catch (EngineException e) {
                EngineException failure = named(e, entry.getValue());
                session.report(failure);
                worst = Tally.worse(worst, failure.code().exitStatus());
            }
        }
        return worst;
    }

    static Image bytes(Pixels pixels) {
        return pixels instanceof UnitImage unit ? unit.toImage() : (Image) pixels;
    }

    /** Imaging names the file; a corruption has only seen its pixels. */
    private static EngineException named(EngineException e, Path picture) {
        String name = String.valueOf(picture.getFileName());
        return e.problem().startsWith(name) ? e : e.about(name);
    }

    /** What is done with a file before it is corrupted. */
    @FunctionalInterface
    private interface Geometry {
        /** Of this one the short side is just not too long for an input spec. */
        int MAX_CROP = 3593;

        Geometry AS_IT_IS = (imaging, picture) -> imaging.decode(picture, Decoder.PILLOW);

        Image read(Imaging imaging, Path picture);

        static Geometry cropped(int size) {
            if (size < 1 || size > MAX_CROP) {
                throw EngineException.invalidArgument(
                        "'--crop " + size + "' does not fit.", "Use 1 to " + MAX_CROP + ".");
            }
            // PokeAI's rule: the short side is int(size * 1.14).
            InputSpec spec = InputSpec.torchvision((int) (size * 1.14), size);
            return (imaging, picture) -> imaging.crop(picture, spec);
        }
    }
}
