package io.pokeai.itest.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pokeai.itest.ServedSite;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How quick the console is, as figures: they depend on the machine, so nothing is asserted about them. */
@Tag("slow")
@ExtendWith(BrowserExtension.class)
class ConsoleSpeedIT {
    /** A ResNet-18 of the benchmarks: scripts and docs/performance.md make it. */
    private static final Path BENCH =
            Path.of(System.getProperty("pokeai.bench.artifacts", "../../.pokeai/bench/artifacts"));

    private static final int ROUNDS = 20;
    private static final int MODELS = 1_000;
    private static final int JOBS = 10_000;
    private static final int CLASSES = 150;

    @Test
    void theFirstPage(Page page) {
        for (String hash : List.of("#/try", "#/models", "#/robustness")) {
            String view = hash.substring(2);
            page.driver().get("about:blank");
            page.driver().executeCdpCommand("Network.enable", Map.of());
            page.driver().executeCdpCommand("Network.clearBrowserCache", Map.of());
            page.open(hash);
            page.until("it is painted", () -> page.is("performance.getEntriesByType('paint').length > 1"));
            ServedSite.figure(
                    "console.first-paint." + view,
                    page.number("performance.getEntriesByName('first-paint')[0].startTime"),
                    "ms");
            ServedSite.figure(
                    "console.first-contentful-paint." + view,
                    page.number("performance.getEntriesByName('first-contentful-paint')[0].startTime"),
                    "ms");
            ServedSite.figure(
                    "console.transferred." + view,
                    page.number(
                                    "performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource')"
                                            + ".filter((one) => one.name.includes('/console/'))).reduce((sum, one) => sum + one.transferSize, 0)")
                            / 1000,
                    "kB");
            ServedSite.figure("console.layout-shift." + view, shift(page), "(cumulative)");
        }
    }

    /** How much moved that nobody has asked for. */
    private static double shift(Page page) {
        Object answer = page.runAsync("""
                await new Promise((done) => setTimeout(done, 2000));
                let sum = 0;
                const add = (list) => list.forEach((one) => (sum += one.hadRecentInput ? 0 : one.value));
                const observer = new PerformanceObserver((list) => add(list.getEntries()));
                observer.observe({ type: 'layout-shift', buffered: true });
                await new Promise((done) => setTimeout(done, 200));
                return sum;
                """);
        return answer instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    @Test
    void theFirstAnswerAndTheSlider(Page page, ServedSite site) throws Exception {
        assumeTrue(Files.isDirectory(BENCH), "needs " + BENCH);
        String model = resnet(site);
        Path photo = site.picture("photo.png", new Color(120, 90, 60));
        TryPage view = TryPage.open(page, "?model=" + model);
        page.the("checkbox", model);
        for (int i = 0; i < ROUNDS; i++) {
            view.drop(photo);
            view.best(model);
            page.hands().press(page.the("button", "Remove"));
        }
        ServedSite.figure("console.first-answer.p50", median(page, "pokeai:first-answer"), "ms");
        ServedSite.figure("console.bare-request.p50", bare(page, model), "ms");
        view.drop(photo);
        view.best(model);
        slider(page);
    }

    private static void slider(Page page) {
        page.runAsync("""
                const slider = document.querySelector('.severity input[type=range]');
                const real = window.fetch;
                let flying = 0;
                window.__most = 0;
                window.fetch = async (...request) => {
                  const counts = String(request[0]).includes('/classify');
                  flying += counts ? 1 : 0;
                  window.__most = Math.max(window.__most, flying);
                  try {
                    return await real(...request);
                  } finally {
                    flying -= counts ? 1 : 0;
                  }
                };
                performance.clearMeasures('pokeai:slider');
                for (let i = 0; i < 100; i++) {
                  slider.value = String(i % 6);
                  slider.dispatchEvent(new Event('input', { bubbles: true }));
                  await new Promise((done) => setTimeout(done, 100));
                }
                await new Promise((done) => setTimeout(done, 1000));
                window.fetch = real;
                """);
        ServedSite.figure(
                "console.slider.shown-within-150ms",
                page.number(
                        "performance.getEntriesByName('pokeai:slider').filter((one) => one.duration <= 150).length"),
                "of 100 positions");
        ServedSite.figure("console.slider.p50", median(page, "pokeai:slider"), "ms");
        ServedSite.figure("console.slider.requests-in-flight", page.number("window.__most"), "at most");
    }

    private static double median(Page page, String measure) {
        return page.number(
                "(() => { const all = performance.getEntriesByName(arguments[0]).map((one) => one.duration).sort((a, b) => a - b);"
                        + " return all[Math.floor(all.length / 2)]; }).apply(null, arguments)",
                measure);
    }

    private static double bare(Page page, String model) {
        Object answer = page.runAsync("""
                const canvas = new OffscreenCanvas(96, 80);
                canvas.getContext('2d').fillRect(0, 0, 96, 80);
                const body = await canvas.convertToBlob();
                const all = [];
                for (let i = 0; i < 20; i++) {
                  const since = performance.now();
                  await (await fetch(`/v1/models/${arguments[0]}/classify?top=3`, { method: 'POST', body })).json();
                  all.push(performance.now() - since);
                }
                return all.sort((a, b) => a - b)[10];
                """, model);
        return answer instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** Brings a model of the benchmarks to the service; its name. */
    private static String resnet(ServedSite site) throws Exception {
        try (var files = Files.list(BENCH)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            for (Path file : all) {
                Path target = site.artifacts().resolve(String.valueOf(file.getFileName()));
                if (!Files.exists(target)) {
                    Files.createSymbolicLink(target, file.toAbsolutePath().normalize());
                }
            }
        }
        ServedSite.await(
                "the model is known", () -> site.send("GET", "/v1/models", "").contains("\"name\":\"resnet18"));
        java.util.regex.Matcher name = java.util.regex.Pattern.compile("\"name\":\"(resnet18[^\"]*)\"")
                .matcher(site.send("GET", "/v1/models", ""));
        assumeTrue(name.find(), "needs a resnet18");
        site.open(name.group(1));
        return name.group(1);
    }

    @Test
    void aThousandModels(Page page, ServedSite site) throws Exception {
        for (int i = 0; i < MODELS; i++) {
            site.put("many-" + i, 100 + i % 7);
        }
        ServedSite.await(
                "all are known", () -> site.send("GET", "/v1/models", "").contains("\"many-" + (MODELS - 1) + "\""));
        for (String hash : List.of("#/models", "#/try", "#/robustness/new")) {
            String view = hash.substring(2).replace('/', '-');
            page.driver().get("about:blank");
            page.driver().get(page.origin() + "/console/" + hash);
            ServedSite.figure("console.models-1000.shown." + view, shown(page, "many-1"), "ms");
            ServedSite.figure(
                    "console.models-1000.nodes." + view,
                    page.number("document.querySelectorAll('*').length"),
                    "elements");
        }
        page.open("#/models");
        page.the("field", "Filter models");
        Object filtered = page.runAsync("""
                const field = [...document.querySelectorAll('input')].find((one) => one.ariaLabel === 'Filter models');
                const since = performance.now();
                field.value = 'many-777';
                field.dispatchEvent(new Event('input', { bubbles: true }));
                while (document.querySelectorAll('table.models tbody tr').length !== 1) {
                  await new Promise(requestAnimationFrame);
                }
                return performance.now() - since;
                """);
        ServedSite.figure("console.models-1000.filtered", number(filtered), "ms");
    }

    /** Milliseconds from the beginning of the page to a frame in which a text can be read; looked at in the page itself. */
    private static double shown(Page page, String text) {
        return number(page.runAsync("""
                while (!document.body?.textContent.includes(arguments[0])) {
                  await new Promise(requestAnimationFrame);
                }
                await new Promise(requestAnimationFrame);
                return performance.now();
                """, text));
    }

    private static double number(@org.jspecify.annotations.Nullable Object answer) {
        return answer instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    @Test
    void tenThousandFinishedJobs(Page page, ServedSite site) throws Exception {
        String job = String.valueOf(ServedSite.json(
                        site.send(
                                "POST",
                                "/v1/jobs",
                                "{\"kind\": \"robustness\", \"models\": [\"first\"], \"data\": \"colours\", \"corruptions\": [\"fog:1\"]}"))
                .get("id"));
        ServedSite.await(
                "the job has ended",
                () -> site.send("GET", "/v1/jobs/" + job, "").contains("SUCCEEDED"));
        site.kill();
        copies(site.artifacts().resolve("jobs"), job);
        site.restart();
        for (int i = 0; i < 2; i++) {
            page.driver().get("about:blank");
            page.driver().get(page.origin() + "/console/#/robustness");
            ServedSite.figure("console.jobs-10000.shown", shown(page, "Robustness of first"), "ms");
        }
        ServedSite.figure("console.jobs-10000.nodes", page.number("document.querySelectorAll('*').length"), "elements");
        Object older = page.runAsync("""
                const first = () => document.querySelector('[data-job]')?.dataset.job;
                const all = [];
                for (let i = 0; i < 10; i++) {
                  const before = first();
                  const since = performance.now();
                  [...document.querySelectorAll('button')].find((one) => one.innerText === 'Older').click();
                  while (first() === before || !first()) {
                    await new Promise(requestAnimationFrame);
                  }
                  all.push(performance.now() - since);
                }
                return all.sort((a, b) => a - b)[5];
                """);
        ServedSite.figure("console.jobs-10000.next-page.p50", number(older), "ms");
        Object filtered = page.runAsync("""
                const choice = [...document.querySelectorAll('select')].find((one) => one.labels[0].innerText.includes('State'));
                const since = performance.now();
                choice.value = 'failed';
                choice.dispatchEvent(new Event('change', { bubbles: true }));
                while (document.querySelector('[data-job]')) {
                  await new Promise(requestAnimationFrame);
                }
                return performance.now() - since;
                """);
        ServedSite.figure("console.jobs-10000.filtered", number(filtered), "ms");
    }

    /** Ten thousand jobs like one that has ended. */
    private static void copies(Path jobs, String job) throws Exception {
        Path one;
        try (var found = Files.walk(jobs)) {
            one = found.filter(path -> path.endsWith(job)).findFirst().orElseThrow();
        }
        for (int i = 2; i <= JOBS; i++) {
            Path copy = Files.createDirectory(one.resolveSibling(String.format("%08d-%08x", i, i)));
            for (String name : List.of("order.json", "journal.jsonl")) {
                Files.copy(one.resolve(name), copy.resolve(name));
            }
        }
    }

    @Test
    void aHundredAndFiftyClasses(Page page, ServedSite site) throws Exception {
        assumeTrue(Files.isDirectory(BENCH), "needs " + BENCH);
        String model = resnet(site);
        List<String> classes = Files.readAllLines(BENCH.resolve("classes.txt")).subList(0, CLASSES);
        for (String label : classes) {
            Path folder =
                    Files.createDirectories(site.work().resolve("datasets/many").resolve(label));
            Files.write(
                    folder.resolve("one.png"),
                    Files.readAllBytes(site.picture("plain.png", new Color(label.hashCode() & 0xffffff))));
        }
        String job = String.valueOf(ServedSite.json(site.send(
                        "POST",
                        "/v1/jobs",
                        "{\"kind\": \"robustness\", \"models\": [\"" + model
                                + "\"], \"data\": \"many\", \"corruptions\": [\"fog\"]}"))
                .get("id"));
        ServedSite.await("the job has ended", () -> {
            String state = site.send("GET", "/v1/jobs/" + job, "");
            if (state.contains("FAILED")) {
                throw new AssertionError(state);
            }
            return state.contains("SUCCEEDED");
        });
        page.driver().get("about:blank");
        page.driver().get(page.origin() + "/console/#/robustness/" + job + "/classes");
        ServedSite.figure("console.classes-150.shown", shown(page, classes.get(CLASSES - 1)), "ms");
        ServedSite.figure(
                "console.classes-150.nodes", page.number("document.querySelectorAll('*').length"), "elements");
        Object filtered = page.runAsync("""
                const field = document.querySelector('main input[type=search]');
                const since = performance.now();
                field.value = arguments[0];
                field.dispatchEvent(new Event('input', { bubbles: true }));
                while (document.querySelectorAll('main table.sorted')[0].tBodies[0].rows.length > 20) {
                  await new Promise(requestAnimationFrame);
                }
                return performance.now() - since;
                """, classes.get(CLASSES - 1));
        ServedSite.figure("console.classes-150.filtered", number(filtered), "ms");
    }
}
