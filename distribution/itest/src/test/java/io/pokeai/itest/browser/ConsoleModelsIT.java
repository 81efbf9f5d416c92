package io.pokeai.itest.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.itest.ServedSite;
import java.awt.Color;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.WebElement;

/** The view "Models" as people use it. Each test has a model of its own. */
@ExtendWith(BrowserExtension.class)
class ConsoleModelsIT {
    private static final long BEFORE = 20;
    private static final long AFTER = 21;
    private static final AtomicInteger MODELS = new AtomicInteger();

    /** A model that answers, and beside the artifacts folder the file of another one with the same classes. */
    private static String model(ServedSite site) throws Exception {
        String name = "model-" + MODELS.incrementAndGet();
        site.add(name, BEFORE);
        site.aside(name + "-next", AFTER);
        return name;
    }

    private static Map<?, ?> status(ServedSite site, String model) throws Exception {
        return (Map<?, ?>) site.get("/v1/models/" + model);
    }

    private static String version(ServedSite site, String model) throws Exception {
        return String.valueOf(((Map<?, ?>) status(site, model).get("current")).get("version"));
    }

    private static void order(ServedSite site, String model, String action, String terms) throws Exception {
        String answer = site.send("POST", "/v1/models/" + model + "/" + action, terms);
        assertThat(answer).contains("\"outcome\":\"DONE\"");
    }

    private static String next(String model) {
        return "{\"file\": \"../aside/" + model + "-next.onnx\"}";
    }

    /** Fills in that the file beside the artifacts folder is to answer. */
    private static void target(Page page, String model) {
        page.hands().choose(page.the("choice", "What is to answer"), "Another file");
        page.hands()
                .write(page.beginning("field", "File on the service's machine"), "../aside/" + model + "-next.onnx");
    }

    @Task
    void aModelIsFoundInTheList(Setting setting, Page page, ServedSite site) throws Exception {
        String model = model(site);
        page.as(setting).open("#/models");
        page.hands().write(page.the("field", "Filter models"), model);
        page.until("one row is left", () -> page.css("table.models tbody tr").size() == 1);
        page.hands().leaveBy(page.the("link", model));
        page.the("heading", model);
        page.shows("answers, opened by onnx");
    }

    @Task
    void aSwapSaysWhatItWillDoAndShowsItsSteps(Setting setting, Page page, ServedSite site) throws Exception {
        String model = model(site);
        String before = version(site, model);
        page.as(setting).open("#/models/" + model);
        page.hands().press(page.the("button", "Swap…"));
        target(page, model);
        page.hands().write(page.the("field", "Who changes it, for the journal"), "ash");
        page.shows("Callers go on getting answers of " + before.substring(0, 12));
        page.hands().press(page.the("button", "Swap"));
        page.shows("Swapped.");
        assertThat(page.css("dialog table.steps").get(0).getText()).contains("contract", "open", "publish");
        page.hands().press(page.the("button", "Close"));
        String after = version(site, model);
        assertThat(after).isNotEqualTo(before);
        page.shows(after.substring(0, 12));
        Map<?, ?> journal = (Map<?, ?>) site.get("/v1/journal?limit=1&model=" + model);
        assertThat((Map<?, ?>) ((List<?>) journal.get("entries")).get(0)).isEqualTo(journalEntry(journal, "ash"));
    }

    private static Object journalEntry(Map<?, ?> journal, String who) {
        return ((List<?>) journal.get("entries"))
                .stream()
                        .filter(entry -> who.equals(((Map<?, ?>) entry).get("who")))
                        .findFirst()
                        .orElse(null);
    }

    @Task
    void aSwapThatIsRefusedSaysWhyAndMayBeOrderedAnew(Setting setting, Page page, ServedSite site) throws Exception {
        String model = model(site);
        page.as(setting).expecting("the server responded with a status of 4").open("#/models/" + model);
        page.hands().press(page.the("button", "Swap…"));
        page.hands().choose(page.the("choice", "What is to answer"), "Another file");
        page.hands().write(page.beginning("field", "File on the service's machine"), "nothing-here.onnx");
        page.hands().press(page.the("button", "Swap"));
        page.shows("nothing-here.onnx");
        page.until(
                "what is wrong is said", () -> !page.css("dialog .notice.bad").isEmpty());
        if (page.has("button", "Change the order")) {
            page.hands().press(page.the("button", "Change the order"));
        }
        page.hands()
                .write(page.beginning("field", "File on the service's machine"), "../aside/" + model + "-next.onnx");
        page.hands().press(page.the("button", "Swap"));
        page.shows("Swapped.");
        page.hands().press(page.the("button", "Close"));
    }

    @Task
    void aCanaryIsBegunRaisedAndPromoted(Setting setting, Page page, ServedSite site) throws Exception {
        String model = model(site);
        page.as(setting).open("#/models/" + model);
        page.hands().press(page.the("button", "Canary…"));
        target(page, model);
        page.hands().slide(page.the("slider", "Share of the calls that the canary answers"), 10);
        page.hands().press(page.the("button", "Canary"));
        page.shows("Canary begun.");
        page.hands().press(page.the("button", "Close"));
        page.hands().slide(page.the("slider", "Share of the canary in percent"), 40);
        page.hands().press(page.the("button", "Set the weight"));
        page.shows("The canary answers 40.0 % of the calls.");
        Map<?, ?> trial = (Map<?, ?>) status(site, model).get("trial");
        assertThat(((Number) trial.get("weight")).doubleValue()).isEqualTo(0.4);
        page.hands().press(page.the("button", "Promote…"));
        page.hands().press(page.the("button", "Promote"));
        page.shows("Promoted.");
        page.hands().press(page.the("button", "Close"));
        page.the("button", "Swap…");
        assertThat(status(site, model).get("trial")).isIn((Object) null, "null");
    }

    @Task
    void aShadowIsComparedAndAborted(Setting setting, Page page, ServedSite site) throws Exception {
        String model = model(site);
        page.as(setting).open("#/models/" + model);
        page.hands().press(page.the("button", "Shadow…"));
        target(page, model);
        page.hands().press(page.the("button", "Shadow"));
        page.shows("Shadow begun.");
        page.hands().press(page.the("button", "Close"));
        page.shows("No picture was compared yet.");
        Path picture = site.picture("shadowed.png", new Color(10, 200, 30));
        site.shell("for i in 1 2 3; do curl -sS --data-binary @" + picture + " " + site.callers() + "/v1/models/"
                + model + "/classify > /dev/null; done");
        page.shows("Pictures that differ most");
        page.hands().press(page.the("button", "Abort…"));
        page.hands().press(page.the("button", "Abort"));
        page.shows("Trial aborted.");
        page.hands().press(page.the("button", "Close"));
        page.hides("Pictures that differ most");
    }

    @Task
    void aRollBackSaysWhatItBringsBack(Setting setting, Page page, ServedSite site) throws Exception {
        String model = model(site);
        String before = version(site, model);
        order(site, model, "swap", next(model));
        page.as(setting).open("#/models/" + model);
        page.hands().press(page.the("button", "Roll back…"));
        page.shows("is held from then on");
        assertThat(page.css("#what-happens").get(0).getText()).contains(before.substring(0, 12));
        page.hands().press(page.the("button", "Roll back"));
        page.shows("Rolled back.");
        page.hands().press(page.the("button", "Close"));
        assertThat(version(site, model)).isEqualTo(before);
    }

    @Task
    void aSwapIsTakenBackFromItsResult(Setting setting, Page page, ServedSite site) throws Exception {
        String model = model(site);
        String before = version(site, model);
        page.as(setting).open("#/models/" + model);
        page.hands().press(page.the("button", "Swap…"));
        target(page, model);
        page.hands().press(page.the("button", "Swap"));
        page.shows("Swapped.");
        // On a phone there is no room for what happens in a step.
        assertThat(page.css("dialog table.steps").get(0).getDomProperty("textContent"))
                .contains("there is no certificate");
        String after = version(site, model);
        page.hands().press(page.the("button", "Undo: roll back…"));
        page.shows(after.substring(0, 12) + " is held from then on");
        page.hands().press(page.the("button", "Roll back"));
        page.shows("Rolled back.");
        page.hands().press(page.the("button", "Close"));
        assertThat(version(site, model)).isEqualTo(before);
        page.shows("Rolled back from: it does not come back by itself.");
        page.hands().press(page.the("button", "Swap…"));
        target(page, model);
        page.shows("was rolled back from and is held. Because you name it, it is taken");
        page.hands().press(page.the("button", "Cancel"));
    }

    @Test
    void aGateThatFailsLeavesWhatAnswers(Page page, ServedSite site) throws Exception {
        String model = "model-" + MODELS.incrementAndGet();
        site.add(model, ServedSite.FIRST);
        site.aside(model + "-next", ServedSite.FIRST + 1);
        String before = version(site, model);
        page.expecting("the server responded with a status of 4").open("#/models/" + model);
        page.hands().press(page.the("button", "Swap…"));
        target(page, model);
        gated(page, plan(site, "{\"data\": \"datasets/colours\", \"corruptions\": [\"fog\"], \"severities\": [1]}"));
        page.hands().press(page.the("button", "Swap"));
        page.shows("Refused.");
        page.shows("FAIL: ");
        page.shows("is worse than");
        page.hands().press(page.the("button", "Close"));
        assertThat(version(site, model)).isEqualTo(before);
    }

    @Test
    void aGateShowsHowFarItIsAndIsCancelled(Page page, ServedSite site) throws Exception {
        String model = "model-" + MODELS.incrementAndGet();
        site.addSlow(model);
        site.aside(model + "-next", AFTER);
        String before = version(site, model);
        page.expecting("the server responded with a status of 4").open("#/models/" + model);
        page.hands().press(page.the("button", "Swap…"));
        target(page, model);
        gated(page, plan(site, "{\"data\": \"datasets/colours\", \"suites\": [\"imagenet-c\"]}"));
        page.hands().press(page.the("button", "Swap"));
        page.until(
                "some answers have come",
                () -> page.number("document.querySelector('dialog progress')?.value ?? 0") > 0);
        page.hands().press(page.the("button", "Cancel the gate"));
        page.shows("Cancelled.");
        page.hands().press(page.the("button", "Close"));
        assertThat(version(site, model)).isEqualTo(before);
    }

    private static Path plan(ServedSite site, String json) throws Exception {
        return Files.writeString(site.work().resolve("plan-" + MODELS.get() + ".json"), json);
    }

    private static void gated(Page page, Path plan) {
        page.hands().press(page.the("checkbox", "Only if a gate lets it pass"));
        page.hands().write(page.the("field", "Plan of the gate, on the service's machine"), plan.toString());
    }

    @Test
    void aBundleThatIsInstalledIsListedWithWhatItLacks(Page page, ServedSite site) throws Exception {
        page.open("#/models?tab=backends");
        page.beginning("file", "Jar to install").sendKeys(bundle(site).toString());
        page.hands().press(page.the("button", "Install"));
        page.shows("it offers nothing to the engine: no service and no package");
        assertThat(page.text()).contains("plugin.jar");
    }

    /** A bundle that does nothing. */
    private static Path bundle(ServedSite site) throws Exception {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.put(new Attributes.Name("Bundle-ManifestVersion"), "2");
        headers.put(new Attributes.Name("Bundle-SymbolicName"), "x.console.plugin");
        headers.put(new Attributes.Name("Bundle-Version"), "1.0.0");
        Path file = site.work().resolve("plugin.jar");
        try (OutputStream out = Files.newOutputStream(file)) {
            new JarOutputStream(out, manifest).close();
        }
        return file;
    }

    @Task
    void aModelIsUnloadedAndLoadedAgain(Setting setting, Page page, ServedSite site) throws Exception {
        String model = model(site);
        page.as(setting).open("#/models/" + model);
        page.hands().press(page.the("button", "Unload…"));
        page.shows("Callers get 503 from then on");
        page.hands().press(page.the("button", "Unload"));
        page.shows("Unloaded.");
        page.hands().press(page.the("button", "Close"));
        page.shows("Callers get 503 until it is loaded.");
        page.hands().press(page.the("button", "Load…"));
        page.hands().press(page.the("button", "Load"));
        page.shows("Loaded.");
        page.hands().press(page.the("button", "Close"));
        page.the("button", "Swap…");
    }

    @Task
    void theJournalSaysWhoChangedWhat(Setting setting, Page page, ServedSite site) throws Exception {
        String model = model(site);
        order(site, model, "swap", next(model).replace("}", ", \"who\": \"misty\"}"));
        page.as(setting).open("#/models?tab=journal&model=" + model);
        WebElement details = page.beginning("button", "Details of swap");
        page.hands().press(details);
        page.until(
                "the entry is open", () -> !page.css("tr.details table.steps").isEmpty());
        page.shows("misty");
        page.hands().choose(page.the("choice", "Outcome"), "refused");
        page.shows("The journal has no such entry.");
    }

    @Task
    void backEndsSayWhatTheyOpenAndWhyAJarIsRefused(Setting setting, Page page, ServedSite site) throws Exception {
        page.as(setting).expecting("the server responded with a status of 4").open("#/models?tab=backends");
        page.until("the back end is there", () -> page.text().contains("onnx"));
        Path jar = Files.writeString(site.work().resolve("broken.jar"), "no jar at all");
        page.beginning("file", "Jar to install").sendKeys(jar.toString());
        page.hands().press(page.the("button", "Install"));
        page.until("it is refused", () -> !page.css(".notice.bad").isEmpty());
        page.shows("broken.jar");
    }

    @Test
    void whatOneUserDoesTheOtherOneSees(Browser browser, Page page, ServedSite site) throws Exception {
        String model = model(site);
        page.open("#/models/" + model);
        page.hands().press(page.the("button", "Swap…"));
        page.hands().write(page.the("field", "Who changes it, for the journal"), "ash");
        Page other = browser.besides(site.operators());
        other.open("#/models/" + model);
        other.hands().press(other.the("button", "Unload…"));
        other.hands().press(other.the("button", "Unload"));
        other.shows("Unloaded.");
        page.look();
        page.until("the first user sees it", () -> page.text().contains("unloaded"));
        assertThat(page.the("field", "Who changes it, for the journal").getDomProperty("value"))
                .isEqualTo("ash");
        page.hands().press(page.the("button", "Cancel"));
    }
}
