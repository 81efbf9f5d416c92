package io.pokeai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Jobs of a service that users start: the files of a local run, and a service that is killed at any moment. */
class ServedJobsIT {
    private static final KnownModel MODEL = KnownModel.quick(5);
    private static final int PICTURES = 30;
    private static final long SEED = 20;
    private static final int KILLS = 20;
    private static final String ORDER = "{\"models\":[\"one\"],\"data\":\"data\",\"corruptions\":[\"fog\",\"snow\","
            + "\"gaussian_noise\",\"motion_blur\",\"elastic_transform\"],\"seed\":7}";

    /** Where a job may be when a service is back. */
    private static final Set<String> AFTER_A_START =
            Set.of("QUEUED", "PREPARING", "RUNNING", "PAUSED", "SUCCEEDED", "CANCELLED");

    private final List<ServedJobs> started = new ArrayList<>();
    private Installation user;

    @BeforeEach
    void unpack() throws Exception {
        user = Installation.used("served-jobs");
        MODEL.write(user.artifacts(), "one");
        List<Color> colours = Pictures.colours(PICTURES, 9);
        for (int i = 0; i < colours.size(); i++) {
            Path folder = Files.createDirectories(user.work()
                    .resolve("data")
                    .resolve(MODEL.labels().get(i % MODEL.labels().size())));
            Files.write(folder.resolve(i + ".png"), Pictures.png(colours.get(i), 70 + i, 90));
        }
    }

    @AfterEach
    void remove() {
        // Of a test that failed; else they have ended.
        started.forEach(jobs -> jobs.service.process().destroyForcibly());
        user.delete();
    }

    private ServedJobs start() throws Exception {
        ServedJobs jobs = ServedJobs.start(user);
        started.add(jobs);
        return jobs;
    }

    @Test
    void aRemoteRunBringsTheFilesOfALocalOne() throws Exception {
        ServedJobs jobs = start();
        String[] run = {"robustness", "--model", "one", "--with", "fog:3,white_noise", "--seed", "7", "--no-report"};
        Outcome remote = user.pokeai(with(run, "--data", "data", "--remote", jobs.url, "-o", "remote"))
                .run();
        assertThat(remote.status()).as(remote.toString()).isZero();
        assertThat(remote.err()).contains("pokeai: job ", "3 cells in ");
        assertThat(remote.out()).contains("look at: ", "robustness.json");
        jobs.service.signal("TERM");
        assertThat(jobs.service.outcome().err())
                .matches("pokeai: open http://127\\.0\\.0\\.1:\\d+/console/ in a browser\\.\n");
        Outcome local = user.pokeai(with(run, "--data", "data", "-o", "local")).run();
        assertThat(local.status()).as(local.toString()).isZero();
        assertThat(remote.out().replace("remote/", "local/"))
                .as("the same tables")
                .isEqualTo(local.out())
                .contains("model one", "clean", "No class loses more than others");
        Map<String, String> theirs = files(user.work().resolve("remote"));
        Map<String, String> ours = files(user.work().resolve("local"));
        // The plan names the data set relative to its folder, and the receipt the threads.
        Set<String> differ = new TreeSet<>(theirs.keySet());
        differ.removeIf(name -> theirs.get(name).equals(ours.get(name)));
        assertThat(differ).isSubsetOf("plan.json", "receipt.json");
        assertThat(theirs.keySet()).contains("robustness.json", "receipt-leaves.bin", "cells/journal.jsonl");
        assertThat(ours.keySet()).containsAll(theirs.keySet());
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
    }

    /** The content of each file, by its path. */
    private static Map<String, String> files(Path folder) throws Exception {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }

    /** What a job has found, without what says when and where. */
    private static Map<String, String> results(ServedJobs jobs, String path) throws Exception {
        Map<String, String> results = new HashMap<>();
        for (String file : List.of("robustness.json", "robustness.html", "receipt-leaves.bin", "cells/journal.jsonl")) {
            results.put(file, ServedJobs.text(jobs.send("GET", path + "/artefacts/" + file)));
        }
        return results;
    }

    /** Brings a job to a state, or past it. */
    private static void bring(ServedJobs jobs, String path, String wanted) throws Exception {
        switch (wanted) {
            case "PAUSING", "PAUSED" -> jobs.send("POST", path + "/pause");
            case "CANCELLING" -> jobs.send("POST", path + "/cancel");
            default -> {
                // It comes there by itself.
            }
        }
        boolean waits = Set.of("PREPARING", "RUNNING", "PAUSED", "SUCCEEDED").contains(wanted);
        String state = jobs.state(path);
        while (waits
                && !state.equals(wanted)
                && !Set.of("SUCCEEDED", "FAILED", "CANCELLED").contains(state)) {
            state = jobs.state(path);
            if (wanted.equals("PREPARING") && state.equals("RUNNING")) {
                return;
            }
        }
    }

    @Test
    @Tag("slow")
    void aServiceThatIsKilledInAnyStateOfAJobGoesOnToTheSameResults() throws Exception {
        ServedJobs first = start();
        String reference = first.order(ORDER);
        Map<Long, String> whole = new TreeMap<>();
        first.events(reference, whole, Integer.MAX_VALUE);
        Map<String, String> expected = results(first, reference);
        first.kill();
        for (String state : List.of("QUEUED", "PREPARING", "RUNNING", "PAUSING", "PAUSED", "CANCELLING", "SUCCEEDED")) {
            ServedJobs jobs = start();
            String path = jobs.order(ORDER);
            Map<Long, String> seen = new TreeMap<>();
            jobs.events(path, seen, 2);
            bring(jobs, path, state);
            jobs.kill();
            follow(path, seen, state.equals("CANCELLING"), expected);
        }
    }

    @Test
    @Tag("slow")
    void aServiceThatIsKilledAtRandomTimesGoesOnToTheSameResults() throws Exception {
        Random random = new Random(SEED);
        ServedJobs first = start();
        String reference = first.order(ORDER);
        Map<Long, String> whole = new TreeMap<>();
        first.events(reference, whole, Integer.MAX_VALUE);
        Map<String, String> expected = results(first, reference);
        first.kill();
        for (int i = 0; i < KILLS; i++) {
            ServedJobs jobs = start();
            String path = jobs.order(ORDER);
            Map<Long, String> seen = new TreeMap<>();
            // As many events as chance says: the moment of the kill is that of one of them.
            jobs.events(path, seen, 1 + random.nextInt(whole.size()));
            jobs.kill();
            follow(path, seen, false, expected);
        }
    }

    /** Starts the service again and follows the job to its end. */
    private void follow(String path, Map<Long, String> seen, boolean mayBeCancelled, Map<String, String> expected)
            throws Exception {
        ServedJobs jobs = start();
        String state = jobs.state(path);
        assertThat(AFTER_A_START).contains(state);
        if (state.equals("PAUSED")) {
            jobs.send("POST", path + "/resume");
        }
        jobs.events(path, seen, Integer.MAX_VALUE);
        String end = jobs.state(path);
        if (!mayBeCancelled || !end.equals("CANCELLED")) {
            assertThat(end).isEqualTo("SUCCEEDED");
            assertThat(results(jobs, path)).as(path).isEqualTo(expected);
        }
        List<String> journal = journal(path.substring(path.lastIndexOf('/') + 1));
        assertThat(new ArrayList<>(seen.values())).as("seed " + SEED).isEqualTo(journal);
        assertThat(jobs.send("GET", path + "/events?after=" + journal.size()).statusCode())
                .isEqualTo(204);
        jobs.kill();
    }

    private List<String> journal(String id) throws Exception {
        try (Stream<Path> files = Files.walk(user.artifacts().resolve("jobs"))) {
            return Files.readAllLines(files.filter(file -> file.endsWith(Path.of(id, "journal.jsonl")))
                    .findFirst()
                    .orElseThrow());
        }
    }
}
