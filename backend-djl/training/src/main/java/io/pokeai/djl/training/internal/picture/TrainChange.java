package io.pokeai.djl.training.internal.picture;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.UnitImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Corruptions after another change. Their numbers are drawn after those of that change, which sees the same ones as alone.
 *
 * <p><b>Threads</b> safe.
 *
 * @param first changes geometry and colours; empty: the picture is cropped as the network sees it later
 */
public record TrainChange(Optional<? extends PictureChange> first, TrainCorruptions corruptions)
        implements PictureChange {
    @Override
    public Image of(Image picture, InputSpec spec, Imaging imaging, Draws draws) {
        Image seen = first.isPresent() ? first.get().of(picture, spec, imaging, draws) : imaging.crop(picture, spec);
        Pixels corrupted = corruptions.of(seen, draws);
        return corrupted instanceof UnitImage unit ? unit.toImage() : (Image) corrupted;
    }

    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>();
        first.ifPresent(change -> names.addAll(change.names()));
        names.addAll(corruptions.names());
        return names;
    }

    @Override
    public String toString() {
        return first.map(change -> change + ", ").orElse("") + corruptions.description();
    }
}
