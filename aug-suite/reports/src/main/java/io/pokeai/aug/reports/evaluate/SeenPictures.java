package io.pokeai.aug.reports.evaluate;

import io.pokeai.aug.evaluation.run.EvaluationListener;
import io.pokeai.aug.evaluation.run.PictureFolder;
import io.pokeai.aug.evaluation.run.RunPredictions;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.dataset.PictureRow;
import io.pokeai.engine.dataset.PictureTable;
import io.pokeai.engine.dataset.PreprocessListener;
import io.pokeai.engine.dataset.quality.Twin;
import io.pokeai.engine.dataset.quality.Twins;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Which test pictures have a twin among the training pictures, equal or nearly so. */
final class SeenPictures {
    private final Imaging imaging;
    private final int threads;
    private final EvaluationListener listener;

    SeenPictures(Imaging imaging, int threads, EvaluationListener listener) {
        this.imaging = imaging;
        this.threads = threads;
        this.listener = listener;
    }

    /** @return a bit for each row of the answers */
    BitSet of(RunPredictions answers, PictureTable training, PictureFolder pictures) throws InterruptedException {
        List<PictureRow> test = new ArrayList<>();
        for (int row = 0; row < answers.size(); row++) {
            PictureRow named = answers.row(row);
            test.add(new PictureRow(answers.file(row).toString(), named.label(), List.of()));
        }
        List<PictureRow> trained = training.rows().stream()
                .map(row -> new PictureRow(pictures.file(row.path()).toString(), row.label(), List.of()))
                .toList();
        List<Twin> twins = new Twins(imaging, threads, new Heard())
                .find(new PictureTable(List.of(), test), new PictureTable(List.of(), trained), Path.of(""));
        BitSet seen = new BitSet();
        for (int row = 0; row < twins.size(); row++) {
            seen.set(row, twins.get(row).isSeen());
        }
        return seen;
    }

    private final class Heard implements PreprocessListener {
        @Override
        public void found(int pictures, int known) {
            listener.began("twins", pictures, known);
        }

        @Override
        public void examined(boolean readable) {
            listener.asked(readable);
        }

        @Override
        public boolean cancelled() {
            return listener.cancelled();
        }
    }
}
