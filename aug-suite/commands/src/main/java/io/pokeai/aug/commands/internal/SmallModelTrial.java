package io.pokeai.aug.commands.internal;

import io.pokeai.aug.commands.internal.candidates.TrialChoice;
import io.pokeai.aug.commands.internal.candidates.TrialReport;
import io.pokeai.engine.command.CandidateTrial;
import io.pokeai.engine.command.CliSession;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** The table at the end of commands that make small models: {@code pokeai small-models} with its defaults. */
@Component(service = CandidateTrial.class)
public final class SmallModelTrial implements CandidateTrial {
    @Override
    public boolean isPossible(CliSession session) {
        return Files.isRegularFile(session.settings().artifacts().resolve("test_split.csv"));
    }

    @Override
    public void compare(CliSession session, Order order) throws IOException, InterruptedException {
        try (RobustnessProgress progress = new RobustnessProgress(session)) {
            TrialReport.of(
                    session,
                    order.baseline(),
                    order.candidates(),
                    NamedPictures.of(session, order.data(), Optional.empty()).pictures(),
                    TrialChoice.DEFAULT,
                    progress);
        }
    }
}
