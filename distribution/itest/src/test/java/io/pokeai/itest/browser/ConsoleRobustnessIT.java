package io.pokeai.itest.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.itest.ServedSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The view "Robustness" as people use it: jobs from the form to their results. */
@ExtendWith(BrowserExtension.class)
class ConsoleRobustnessIT {
    private static final AtomicInteger MODELS = new AtomicInteger();

    /** The service makes one estimate at a time; the page asks again. */
    private static final String ONE_ESTIMATE =
            "validateOnly=true - Failed to load resource: the server responded with a status of 429";

    /** Whoever types slowly has half a file name estimated, and is told that there is no such file. */
    private static final String HALF_TYPED =
            "validateOnly=true - Failed to load resource: the server responded with a status of 400";

    /** Fills the form with a robustness run of a model over two corruptions, at severity 3 alone. */
    private static void fill(Page page, String model) {
        page.hands().press(page.beginning("checkbox", model));
        page.hands().choose(page.the("choice", "Data set"), "colours");
        page.hands().press(page.beginning("button", "Single corruptions"));
        page.hands().press(page.the("checkbox", "fog"));
        page.hands().press(page.the("checkbox", "brightness"));
        for (String severity : List.of("1", "2", "4", "5")) {
            page.hands().press(page.the("checkbox", severity));
        }
    }

    private static String job(Page page) {
        page.until("the job is shown", () -> page.is("/^#\\/robustness\\/[0-9a-f]{8}-/.test(location.hash)"));
        return String.valueOf(page.run("return location.hash.split('/')[2]"));
    }

    private static Map<?, ?> status(ServedSite site, String job) throws Exception {
        return (Map<?, ?>) site.get("/v1/jobs/" + job);
    }

    private static void awaitState(ServedSite site, String job, String state) throws Exception {
        ServedSite.await("the job is " + state, () -> {
            Map<?, ?> found = status(site, job);
            boolean ended = List.of("SUCCEEDED", "FAILED", "CANCELLED").contains(String.valueOf(found.get("state")));
            if (ended && !state.equals(found.get("state"))) {
                throw new AssertionError("The job is not " + state + ": " + found);
            }
            return state.equals(found.get("state"));
        });
    }

    private static String order(ServedSite site, String json) throws Exception {
        Map<?, ?> answer = ServedSite.json(site.send("POST", "/v1/jobs", json));
        assertThat(answer.get("id")).as(answer.toString()).isNotNull();
        return String.valueOf(answer.get("id"));
    }

    @Task
    void aJobIsOrderedFromTheFormAndWatchedToItsEnd(Setting setting, Page page, ServedSite site) throws Exception {
        page.as(setting).expecting(ONE_ESTIMATE).open("#/robustness");
        page.hands().leaveBy(page.the("link", "Order a job"));
        page.the("heading", "Order a job");
        fill(page, "first");
        // Clean pictures, the five of the suite that is chosen already, and two more; 24 pictures each.
        page.until(
                "the form says what it takes",
                () -> page.css("section.estimate").get(0).getText().contains("192"));
        page.hands().press(page.the("button", "Order the job"));
        String job = job(page);
        awaitState(site, job, "SUCCEEDED");
        page.until(
                "the page says so",
                () -> page.css("h1 ~ .badge").get(0).getText().equals("done"));
        page.hands().press(page.the("button", "As a table"));
        page.until(
                "the table has the cells",
                () -> rows(page).containsAll(List.of("clean 100.00 %", "fog " + accuracy(site, job))));
    }

    /** The rows of the first table, without cells that were not run. */
    @SuppressWarnings("unchecked") // what the script answers
    private static List<String> rows(Page page) {
        return (List<String>)
                page.run(
                        "return [...document.querySelectorAll('section.card table tr')].map((row) => row.innerText.replace(/\\s+/g, ' ').trim())");
    }

    /** Of the cell fog:3, as the report has it. */
    private static String accuracy(ServedSite site, String job) {
        try {
            Map<?, ?> report = ServedSite.json(site.send("GET", "/v1/jobs/" + job + "/artefacts/robustness.json", ""));
            Map<?, ?> cell = ((List<?>) report.get("cells"))
                    .stream()
                            .map(one -> (Map<?, ?>) one)
                            .filter(one -> "fog".equals(one.get("augmentation")))
                            .findFirst()
                            .orElseThrow();
            return String.format(Locale.ROOT, "%.2f %%", 100 * ((Number) cell.get("accuracy")).doubleValue());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Task
    void aFieldThatIsWrongSaysSo(Setting setting, Page page) {
        page.as(setting).expecting(ONE_ESTIMATE).open("#/robustness/new");
        page.hands().press(page.beginning("checkbox", "first"));
        page.hands().choose(page.the("choice", "Data set"), "colours");
        page.hands().press(page.beginning("button", "Single corruptions"));
        page.hands().press(page.the("checkbox", "fog"));
        page.hands().write(page.beginning("field", "Days that the files are kept"), "-3");
        page.hands().press(page.the("button", "Order the job"));
        page.until(
                "the field says what is wrong",
                () -> !page.css("#days-problem").get(0).getText().isEmpty());
        assertThat(page.is("location.hash === '#/robustness/new'")).isTrue();
    }

    @Task
    void aJobIsPausedResumedAndCancelled(Setting setting, Page page, ServedSite site) throws Exception {
        String model = "slow-" + MODELS.incrementAndGet();
        site.addSlow(model);
        String job = order(
                site,
                "{\"models\":[\"" + model
                        + "\"],\"data\":\"colours\",\"corruptions\":[\"fog\",\"snow\",\"frost\"],\"seed\":7}");
        page.as(setting).open("#/robustness/" + job);
        page.hands().press(page.the("button", "Pause"));
        page.the("button", "Resume");
        awaitState(site, job, "PAUSED");
        page.hands().press(page.the("button", "Resume"));
        page.the("button", "Pause");
        page.hands().press(page.the("button", "Cancel the job"));
        page.the("dialog", "Cancel the job?");
        page.hands().press(page.the("button", "Cancel the job"));
        awaitState(site, job, "CANCELLED");
        page.until(
                "the page says so",
                () -> page.css("h1 ~ .badge").get(0).getText().equals("cancelled"));
        page.hands().press(page.the("button", "Delete"));
        page.hands().leaveBy(page.the("button", "Delete"));
        page.the("heading", "Robustness");
    }

    @Task
    void theListFindsJobs(Setting setting, Page page, ServedSite site) throws Exception {
        String job =
                order(site, "{\"models\":[\"second\"],\"data\":\"colours\",\"corruptions\":[\"fog:2\"],\"seed\":7}");
        awaitState(site, job, "SUCCEEDED");
        page.as(setting).open("#/robustness");
        page.hands().choose(page.the("choice", "State"), "done");
        page.hands().write(page.the("field", "Model"), "second");
        page.shows("second");
        page.until("the job is listed", () -> page.is("document.querySelector(`a[href*='" + job + "']`)"));
        page.again(() -> page.hands().leaveBy(page.css("a[href*='" + job + "']").get(0)));
        page.until("the job is shown", () -> page.text().contains(job));
    }

    @Task
    void allFilesAreDownloaded(Setting setting, Page page, Browser browser, ServedSite site) throws Exception {
        String job =
                order(site, "{\"models\":[\"second\"],\"data\":\"colours\",\"corruptions\":[\"fog:1\"],\"seed\":7}");
        awaitState(site, job, "SUCCEEDED");
        page.as(setting).open("#/robustness/" + job);
        page.hands().press(page.the("link", "Files"));
        page.hands().press(page.the("button", "Download all as ZIP"));
        Path archive = browser.downloads().resolve("job-" + job + ".zip");
        page.until("the archive has come", () -> Files.isRegularFile(archive));
        try (ZipFile files = new ZipFile(archive.toFile())) {
            assertThat(files.stream().map(ZipEntry::getName)).anyMatch(name -> name.endsWith("robustness.json"));
        }
    }

    @Task
    void twoModelsStandBesideEachOther(Setting setting, Page page, ServedSite site) throws Exception {
        String job = order(
                site, "{\"models\":[\"first\",\"second\"],\"data\":\"colours\",\"corruptions\":[\"fog\"],\"seed\":7}");
        awaitState(site, job, "SUCCEEDED");
        page.as(setting).open("#/robustness/" + job);
        page.hands().leaveBy(page.the("link", "Compare"));
        page.the("heading", "Compare models");
        page.until(
                "both sides are chosen", () -> page.the("button", "Swap sides").isEnabled());
        page.until(
                "the corruption is there",
                () -> page.css("main table").stream()
                        .anyMatch(table -> table.getText().contains("fog")));
        page.hands().press(page.the("button", "Swap sides"));
        page.until(
                "the address says so",
                () -> page.is("decodeURIComponent(location.hash).includes('a=' + arguments[0] + ':second')", job));
    }

    @Task
    void anEvaluationIsOrderedAndRead(Setting setting, Page page, ServedSite site) throws Exception {
        page.as(setting).expecting(ONE_ESTIMATE).expecting(HALF_TYPED).open("#/robustness/new");
        page.hands().press(page.beginning("radio", "Evaluation"));
        page.hands().press(page.beginning("radio", "first"));
        page.hands().choose(page.the("choice", "Data set"), "colours");
        page.hands().write(page.beginning("field", "Table of pictures and labels"), "test_split.csv");
        page.hands().press(page.the("button", "Order the job"));
        String job = job(page);
        awaitState(site, job, "SUCCEEDED");
        page.shows("100.0");
        page.hands().press(page.the("link", "Confusion"));
        page.until("the matrix is there", () -> !page.css("main canvas").isEmpty());
        page.hands().press(page.the("link", "Classes"));
        page.until(
                "a table of the classes",
                () -> page.css("main table").stream()
                        .anyMatch(table -> table.getText().contains("kind")));
    }

    @Test
    @Tag("slow")
    void aMapGoesOnFillingWhenTheServiceIsKilledAndComesBack(Page page, ServedSite site) throws Exception {
        String model = "slow-" + MODELS.incrementAndGet();
        site.addSlow(model);
        String job = order(
                site,
                "{\"kind\": \"robustness\", \"models\": [\"" + model
                        + "\"], \"data\": \"colours\", \"corruptions\": [\"fog\"]}");
        page.leaveRules();
        page.open("#/robustness/" + job);
        page.until(
                "the first cells are counted",
                () -> Pattern.compile("[1-4] of 6 cells").matcher(page.text()).find());
        site.kill();
        page.shows("The service does not answer");
        site.restart();
        awaitState(site, job, "SUCCEEDED");
        page.until(
                "the page says so without being loaded anew",
                () -> page.css("h1 ~ .badge").get(0).getText().equals("done"));
        page.hands().press(page.the("button", "As a table"));
        page.until(
                "every cell has its number",
                () -> page.css("main table tbody td.number").stream()
                        .allMatch(cell -> cell.getText().endsWith("%")));
    }

    @Test
    @Tag("slow")
    void aDoubleClickOrdersOneJob(Page page, ServedSite site) throws Exception {
        page.expecting(ONE_ESTIMATE).open("#/robustness/new");
        fill(page, "second");
        page.until(
                "the order is valid",
                () -> "false".equals(page.the("button", "Order the job").getDomAttribute("aria-disabled")));
        int before = ((List<?>) ServedSite.json(site.send("GET", "/v1/jobs?size=100", ""))
                        .get("jobs"))
                .size();
        new org.openqa.selenium.interactions.Actions(page.driver())
                .doubleClick(page.the("button", "Order the job"))
                .perform();
        awaitState(site, job(page), "SUCCEEDED");
        assertThat((List<?>) ServedSite.json(site.send("GET", "/v1/jobs?size=100", ""))
                        .get("jobs"))
                .hasSize(before + 1);
    }
}
