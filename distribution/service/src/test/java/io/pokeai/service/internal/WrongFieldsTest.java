package io.pokeai.service.internal;

import static io.pokeai.engine.testkit.JsonTree.array;
import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.service.internal.web.Port;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A problem names the field that is wrong, wherever the field came from, and what it may be. */
class WrongFieldsTest {
    @TempDir
    Path folder;

    private final List<String> failed = new ArrayList<>();

    /** {@code sent | field | the first values that are allowed}, with a blank between values, or {@code -} for none. */
    private static String[] row(String line) {
        return Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
    }

    private void check(HttpResponse<byte[]> response, String... row) throws Exception {
        Map<String, Object> problem = JobsOverHttp.json(response);
        Object allowed = problem.get("allowed");
        List<String> values = allowed == null
                ? List.of()
                : array(allowed).stream().map(String::valueOf).toList();
        List<String> wanted = row[2].equals("-") ? List.of() : List.of(row[2].split(" ", -1));
        boolean right = response.statusCode() >= 400
                && response.statusCode() < 500
                && row[1].equals(problem.get("field"))
                && (wanted.isEmpty() ? values.isEmpty() : values.containsAll(wanted));
        if (!right) {
            failed.add(row[0] + ": " + response.statusCode() + " field " + problem.get("field") + ", allowed " + values
                    + ", title " + problem.get("title"));
        }
    }

    @Test
    void ofOrdersOfJobs() throws Exception {
        List<String> rows = List.of(
                "{'model':['m']} | model | data models suites",
                "{'models':'m'} | models | -",
                "{'models':[1]} | models | -",
                "{'models':[{'nom':'m'}]} | models[0].nom | name version",
                "{'models':['m',{'version':'1'}],'data':'photos'} | models[1].name | -",
                "{'models':['m','none'],'data':'photos'} | models[1] | m",
                "{'data':1} | data | -",
                "{'data':'../photos'} | data | -",
                "{'data':'videos'} | data | photos",
                "{'data':'photos','upload':'x'} | upload | -",
                "{'upload':'0123456789abcdef0123'} | upload | -",
                "{'upload_keep':1} | upload_keep | true false",
                "{'data':'photos','upload_keep':false} | upload_keep | -",
                "{'split':'a.csv'} | split | -",
                "{'data':'photos','split':'../../x.csv'} | split | -",
                "{'kind':'evaluation','data':'photos'} | split | -",
                "{'kind':'training'} | kind | robustness evaluation",
                "{'kind':'evaluation','suites':[]} | suites | data leaks out_of_fold",
                "{'data':'photos','suites':['best']} | suites[0] | pokeai imagenet-c all",
                "{'data':'photos','corruptions':['shift','rain']} | corruptions[1] | shift",
                "{'data':'photos','corruptions':['shift:4']} | corruptions[0] | 1..3",
                "{'data':'photos','corruptions':[{'name':'shift','severities':['a']}]} | corruptions[0].severities | -",
                "{'data':'photos','corruptions':['shift'],'severities':[-1]} | severities | -",
                "{'data':'photos','corruptions':['shift'],'severities':[9]} | corruptions[0] | 1..3",
                "{'seed':1.5} | seed | ..",
                "{'data':'photos','seeds':[1,2]} | seeds | -",
                "{'predictions':1} | predictions | true false",
                "{'pokeai_exact':'no'} | pokeai_exact | true false",
                "{'report':null} | report | true false",
                "{'normalise':1} | normalise | -",
                "{'data_root':1} | data_root | -",
                "{'ttl_seconds':-1} | ttl_seconds | 1..315360000",
                "{'pinned':'yes'} | pinned | true false",
                "{'gate':1} | gate | -",
                "{'gate':{'base':'m'}} | gate.base | baseline candidate margin",
                "{'gate':{'candidate':'m'}} | gate.baseline | -",
                "{'models':['m'],'gate':{'baseline':'m','candidate':'n'}} | gate.candidate | m",
                "{'gate':{'baseline':'m','candidate':'m','margin':'1'}} | gate.margin | -",
                "{'gate':{'baseline':'m','candidate':'m','margin':'0pt'}} | gate.margin | -",
                "{'gate':{'baseline':'m','candidate':'m','alpha':2}} | gate.alpha | -",
                "{'gate':{'baseline':'m','candidate':'m','sequential':1}} | gate.sequential | true false",
                "{'gate':{'baseline':'m','candidate':'m','seed':'1'}} | gate.seed | ..");
        try (JobsOverHttp jobs = JobsOverHttp.start(folder)) {
            for (String line : rows) {
                String[] row = row(line);
                check(jobs.orderAt("/v1/jobs", row[0].replace('\'', '"')), row);
            }
            check(jobs.order(JobsOverHttp.SHIFTED, "Idempotency-Key", "a b"), "key", "Idempotency-Key", "-");
        }
        assertThat(failed).isEmpty();
    }

    @Test
    void ofQueries() throws Exception {
        List<String> rows = List.of(
                "/v1/jobs?sort=up | sort | kind model page size state",
                "/v1/jobs?state=done | state | queued succeeded",
                "/v1/jobs?kind=training | kind | robustness evaluation",
                "/v1/jobs?size=0 | size | 1..1000",
                "/v1/jobs?page=! | page | -",
                "/v1/jobs?size=1&size=2 | size | -",
                "/v1/journal?limit=x | limit | 1..1000",
                "/v1/journal?after=x | after | -",
                "/v1/models/m/rollback?version=! | version | -",
                "/v1/events | job | -",
                "/v1/datasets?name=x | name | -");
        try (JobsOverHttp jobs = JobsOverHttp.start(folder)) {
            for (String line : rows) {
                check(jobs.get(row(line)[0]), row(line));
            }
            String job = jobs.ordered(JobsOverHttp.SHIFTED);
            jobs.ended(job);
            check(jobs.get(job + "/events?after=-1"), "after", "after", "0..");
            check(jobs.get(job + "/events?after=999999"), "after", "after", "0.." + events(jobs, job));
            check(
                    jobs.get("/v1/events?job=" + job.substring(job.lastIndexOf('/') + 1) + "&after=x:1"),
                    "x",
                    "after",
                    "-");
        }
        assertThat(failed).isEmpty();
    }

    private static Object events(JobsOverHttp jobs, String job) throws Exception {
        return JobsOverHttp.json(jobs.get(job)).get("last_event");
    }

    @Test
    void ofChangesOfModelsAndPlugins() throws Exception {
        List<String> rows = List.of(
                "swap {'weight':0.5} | weight | file from gate",
                "swap {'file':1} | file | -",
                "swap {'file':'a\\u0000b'} | file | -",
                "swap {'file':'a','from':'m'} | from | -",
                "swap {'version':'!'} | version | -",
                "swap {'backend':true} | backend | -",
                "swap {'allow':'labels'} | allow | -",
                "swap {'allow':['colours']} | allow | labels input disagreement uncertified held folds",
                "swap {'agree':1} | agree | true false",
                "swap {'gate':1} | gate | -",
                "swap {'gate':'p','gate_deadline_s':-1} | gate_deadline_s | 0..",
                "swap {'gate':'p','gate_deadline_s':0} | gate_deadline_s | -",
                "swap {'gate_deadline_s':60} | gate_deadline_s | -",
                "swap {'who':' '} | who | -",
                "canary {} | weight | -",
                "canary {'weight':'much'} | weight | -",
                "promote {'file':'a'} | file | who",
                "rollback {'from':'m'} | from | version who");
        try (ServiceFixture service = ServiceFixture.start(folder)) {
            for (String line : rows) {
                String[] row = row(line);
                String[] sent = row[0].split(" ", 2);
                check(post(service, "/v1/models/m/" + sent[0], sent[1]), row);
            }
            check(post(service, "/v1/plugins", "{}"), "{}", "file", "-");
            check(post(service, "/v1/plugins", "{'jar':'a'}"), "jar", "file", "-");
            check(post(service, "/v1/plugins", "{'file':'a.jar','name':1}"), "name", "name", "file");
            check(post(service, "/v1/plugins", "{'file':'none.jar'}"), "none", "file", "-");
        }
        assertThat(failed).isEmpty();
    }

    private static HttpResponse<byte[]> post(ServiceFixture service, String path, String body) throws Exception {
        return service.send(service.to(Port.ADMIN, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    @Test
    void ofPictures() throws Exception {
        String path = "/v1/models/m/classify";
        String json = "application/json";
        try (ServiceFixture service = ServiceFixture.start(folder)) {
            for (String line : List.of(
                    "top=0 | top | 1..100000",
                    "tops=1 | tops | name per_fold scores seed top with",
                    "scores=yes | scores | true false",
                    "per_fold=1 | per_fold | true false",
                    "seed=x | seed | ..",
                    "with=rain:1 | with | doubling",
                    "with=doubling:2 | with | 1..1",
                    "with= | with | -")) {
                check(service.post(path + "?" + row(line)[0], "", "7"), row(line));
            }
            for (String line : List.of(
                    "{'images':[]} | images | pictures",
                    "{'pictures':1} | pictures | -",
                    "{'pictures':[]} | pictures | -",
                    "{'pictures':[{'data':'Nw=='},1]} | pictures[1] | -",
                    "{'pictures':[{'name':'a'}]} | pictures[0].data | -",
                    "{'pictures':[{'data':'Nw==','size':1}]} | pictures[0].size | name data",
                    "{'pictures':[{'data':'?'}]} | pictures[0].data | -",
                    "{'pictures':[{'name':1}]} | pictures[0].name | -")) {
                check(service.post(path, json, row(line)[0].replace('\'', '"')), row(line));
            }
            check(
                    service.send(service.to(path)
                            .header("PokeAI-Deadline-Ms", "0")
                            .POST(HttpRequest.BodyPublishers.ofString("7"))),
                    "0",
                    "PokeAI-Deadline-Ms",
                    "-");
            check(
                    service.send(service.to(path)
                            .header("PokeAI-Deadline-Ms", "soon")
                            .POST(HttpRequest.BodyPublishers.ofString("7"))),
                    "soon",
                    "PokeAI-Deadline-Ms",
                    "-");
            check(
                    service.send(service.to(path)
                            .header("PokeAI-Caller-Key", "x".repeat(1025))
                            .POST(HttpRequest.BodyPublishers.ofString("7"))),
                    "key",
                    "PokeAI-Caller-Key",
                    "-");
        }
        assertThat(failed).isEmpty();
    }

    /** A member would be of no use there: the protocol knows a text alone. */
    @Test
    void whatTheOpenInferenceProtocolSaysStaysAsItWas() throws Exception {
        try (ServiceFixture service = ServiceFixture.start(folder)) {
            HttpResponse<byte[]> wrong =
                    service.post("/v2/models/m/infer", "application/json", "{\"inputs\":[{\"name\":1}]}");
            assertThat(wrong.statusCode()).isEqualTo(400);
            assertThat(JobsOverHttp.json(wrong)).containsOnlyKeys("error");
        }
    }
}
