package io.pokeai.service.internal.pictures;

import io.pokeai.aug.robustness.SequenceSuite;
import io.pokeai.aug.robustness.Suite;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.api.catalog.Perturbations;
import io.pokeai.engine.json.AugmentationJson;
import io.pokeai.engine.spi.Perturbation;
import io.pokeai.service.internal.web.HttpAnswers;
import io.pokeai.service.internal.web.Methods;
import io.pokeai.service.internal.web.QueryParameters;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * {@code GET /v1/augmentations}: the corruptions that {@code with} may name, and the sequences, which only a robustness run shows to models.
 *
 * <p><b>Threads</b> safe.
 */
public final class AugmentationsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Supplier<Augmentations> corruptions;
    private final transient Supplier<Perturbations> sequences;

    /**
     * @param corruptions those that are installed now
     * @param sequences those that are installed now
     */
    public AugmentationsServlet(Supplier<Augmentations> corruptions, Supplier<Perturbations> sequences) {
        this.corruptions = corruptions;
        this.sequences = sequences;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Methods.require(request, "GET");
        QueryParameters.of(request, Set.of());
        List<AugmentationInfo> corrupting = corruptions.get().list();
        List<Perturbation> moving = sequences.get().list();
        HttpAnswers.polled(request, response, json -> {
            json.beginArray();
            for (AugmentationInfo info : corrupting) {
                AugmentationJson.write(json, info, Suite.of(info.id()).map(Suite::id));
            }
            for (Perturbation sequence : moving) {
                boolean counts = SequenceSuite.isInBenchmark(sequence.info().id());
                AugmentationJson.write(json, sequence, counts ? Optional.of(SequenceSuite.ID) : Optional.empty());
            }
            json.endArray();
        });
    }
}
