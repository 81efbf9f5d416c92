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
    void aThousandModelsAndManyClasses(Page page, ServedSite site) throws Exception {
        for (int i = 0; i < MODELS; i++) {
            site.put("many-" + i, 100 + i % 7);
        }
        ServedSite.await(
                "all are known", () -> site.send("GET", "/v1/models", "").contains("\"many-" + (MODELS - 1) + "\""));
        for (String hash : List.of("#/models", "#/try", "#/robustness/new")) {
            String view = hash.substring(2).replace('/', '-');
            page.driver().get("about:blank");
            long began = System.nanoTime();
            page.open(hash);
            page.until("a model is there", () -> page.text().contains("many-1"));
            ServedSite.figure("console.models-1000.interactive." + view, (System.nanoTime() - began) / 1e6, "ms");
            ServedSite.figure(
                    "console.models-1000.nodes." + view,
                    page.number("document.querySelectorAll('*').length"),
                    "elements");
        }
        page.open("#/models");
        long began = System.nanoTime();
        page.hands().write(page.the("field", "Filter models"), "many-777");
        page.until("one is left", () -> page.css("table.models tbody tr").size() == 1);
        ServedSite.figure("console.models-1000.filtered", (System.nanoTime() - began) / 1e6, "ms");
    }
}
