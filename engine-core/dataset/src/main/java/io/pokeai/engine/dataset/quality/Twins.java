package io.pokeai.engine.dataset.quality;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.dataset.PictureTable;
import io.pokeai.engine.dataset.PreprocessListener;
import io.pokeai.engine.dataset.internal.InOrder;
import io.pokeai.engine.dataset.internal.PictureFile;
import io.pokeai.engine.dataset.picture.PerceptualHash;
import io.pokeai.engine.dataset.picture.TraitReader;
import io.pokeai.engine.dataset.picture.TraitReader.Sight;
import io.pokeai.engine.dataset.quality.Twin.SeenPicture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the test pictures with a twin among the training rows; they make an accuracy look better than it is.
 *
 * <p>Pictures are compared by what a person sees of them on a white page: equal bytes would miss a picture that differs in its
 * encoding or under its transparent pixels.
 *
 * <pre>{@code
 * List<Twin> twins = new Twins(imaging, 2, PreprocessListener.SILENT).find(test, training, folder);
 * }</pre>
 *
 * <p><b>Threads</b> confined to one; works on as many threads of its own as it was given.
 */
public final class Twins {
    private final TraitReader reader;
    private final int threads;
    private final PreprocessListener listener;

    /** @param threads that decode at once, at least 1 */
    public Twins(Imaging imaging, int threads, PreprocessListener listener) {
        this.reader = new TraitReader(imaging);
        this.threads = threads;
        this.listener = listener;
    }

    /**
     * Looks at every picture of both tables once; a training picture that cannot be read is left out.
     *
     * @param data folder in which a path of the tables is looked up if it leads to no file as it is
     * @return one for each test row, in order
     * @throws EngineException when a test picture cannot be read
     * @throws InterruptedException when the listener or an interrupt stopped it
     */
    public List<Twin> find(PictureTable test, PictureTable training, Path data) throws InterruptedException {
        listener.found(test.rows().size() + training.rows().size(), 0);
        Map<String, SeenPicture> pixels = new HashMap<>();
        Map<PerceptualHash, SeenPicture> hashes = new HashMap<>();
        InOrder.run(
                training.rows(),
                threads,
                row -> seen(PictureFile.find(data, row.path())),
                (row, sight) -> {
                    listener.examined(sight.isPresent());
                    SeenPicture seen = new SeenPicture(row.path(), row.label());
                    sight.ifPresent(each -> {
                        pixels.putIfAbsent(each.visible(), seen);
                        hashes.putIfAbsent(each.hash(), seen);
                    });
                },
                listener::cancelled);
        List<Twin> twins = new ArrayList<>(test.rows().size());
        InOrder.run(
                test.rows(),
                threads,
                row -> reader.see(PictureFile.find(data, row.path())),
                (row, sight) -> {
                    listener.examined(true);
                    twins.add(new Twin(
                            row.path(),
                            row.label(),
                            Optional.ofNullable(pixels.get(sight.visible())),
                            Optional.ofNullable(hashes.get(sight.hash()))));
                },
                listener::cancelled);
        return twins;
    }

    private Optional<Sight> seen(Path file) {
        try {
            return Optional.of(reader.see(file));
        } catch (EngineException e) {
            if (e.code().exitStatus() != ErrorCode.ExitStatus.INPUT) {
                throw e; // the picture is not the cause
            }
            return Optional.empty();
        }
    }
}
