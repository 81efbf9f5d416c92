package io.pokeai.service.internal.jobs;

import io.pokeai.aug.jobs.JobFilter;
import io.pokeai.aug.jobs.JobJson;
import io.pokeai.aug.jobs.JobKind;
import io.pokeai.aug.jobs.JobPage;
import io.pokeai.aug.jobs.JobState;
import io.pokeai.engine.api.EngineException;
import io.pokeai.service.internal.web.HttpAnswers;
import io.pokeai.service.internal.web.HttpFailure;
import io.pokeai.service.internal.web.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code GET /v1/jobs?state=running,queued&kind=robustness&model=resnet18&size=50&page=TOKEN}: the newest first. */
final class JobList {
    private static final Set<String> QUERY = Set.of("state", "kind", "model", "size", "page");
    private static final int USUAL_SIZE = 50;
    private static final int LARGEST_SIZE = 1000;

    private JobList() {}

    static void write(HttpServletRequest request, HttpServletResponse response, JobDesk desk) throws IOException {
        QueryParameters query = QueryParameters.of(request, QUERY);
        JobFilter filter = new JobFilter(
                query.read("state", JobList::states).orElse(Set.of()),
                query.read("kind", JobKind::parse),
                query.text("model").filter(name -> !name.isEmpty()));
        int size = (int) query.number("size", USUAL_SIZE, 1, LARGEST_SIZE);
        Optional<String> token = query.text("page").filter(text -> !text.isEmpty());
        JobPage page = EngineException.inField("page", () -> desk.jobs().list(filter, token, size));
        HttpAnswers.polled(request, response, json -> JobJson.write(json, page));
    }

    private static Set<JobState> states(String text) {
        Set<JobState> states = EnumSet.noneOf(JobState.class);
        List<String> known = Arrays.stream(JobState.values())
                .map(state -> state.name().toLowerCase(Locale.ROOT))
                .toList();
        for (String part : text.split(",", -1)) {
            String name = part.strip().toLowerCase(Locale.ROOT);
            if (!known.contains(name)) {
                throw HttpFailure.badRequest(
                                "The query parameter 'state' names a state that is not known.",
                                "Known: " + String.join(", ", known) + ".")
                        .allowing(known);
            }
            states.add(JobState.valueOf(name.toUpperCase(Locale.ROOT)));
        }
        return states;
    }
}
