package io.pokeai.itest.browser;

import io.pokeai.itest.ServedSite;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.OutputType;

/**
 * Pictures of every view and state, in both themes and at three widths, for people to look at: {@code target/screenshots/VIEW-THEME-WIDTH.png}.
 * {@code -Dpokeai.screenshots=DIR} writes them elsewhere.
 */
@Tag("slow")
@ExtendWith(BrowserExtension.class)
class ConsolePicturesIT {
    private static final Path FOLDER = Path.of(System.getProperty("pokeai.screenshots", "target/screenshots"));

    /** Taller pages are cut: nobody looks at them whole. */
    private static final long HIGHEST = 4_000;

    /** What is done on a page before it is looked at. */
    @FunctionalInterface
    private interface Scene {
        void prepare(Page page) throws Exception;
    }

    @Test
    void everyViewAndStateIsLookedAt(Page page, ServedSite site) throws Exception {
        Files.createDirectories(FOLDER);
        page.expecting("").leaveRules();
        for (Map.Entry<String, Scene> scene : scenes(site).entrySet()) {
            page.driver().get("about:blank");
            page.look(Look.LAPTOP);
            try {
                scene.getValue().prepare(page);
            } catch (AssertionError e) {
                System.out.println("SCENE " + scene.getKey() + ": "
                        + e.getMessage().lines().findFirst().orElse(""));
            }
            for (int width : Look.WIDTHS) {
                for (Look.Theme theme : Look.Theme.values()) {
                    take(page, scene.getKey(), new Look(theme, width));
                }
            }
        }
    }

    private static Map<String, Scene> scenes(ServedSite site) throws Exception {
        Path picture = site.picture("colour.png", new Color(200, 60, 40));
        Path other = site.picture("other.png", new Color(20, 90, 220));
        site.add("shadowed", 40);
        site.add("rolled", 41);
        site.add("canaried", 42);
        site.addSlow("slow");
        Path next = site.aside("next", 43);
        site.send("POST", "/v1/models/shadowed/shadow", "{\"file\": \"" + next + "\"}");
        site.send("POST", "/v1/models/canaried/canary", "{\"file\": \"" + next + "\", \"weight\": 0.25}");
        site.send("POST", "/v1/models/rolled/swap", "{\"file\": \"" + next + "\", \"who\": \"ash\"}");
        site.send("POST", "/v1/models/rolled/swap", "{\"file\": \"nothing.onnx\", \"who\": \"misty\"}");
        site.shell("for i in 1 2 3 4; do for m in shadowed canaried first; do curl -sS --data-binary @" + picture + " "
                + site.callers() + "/v1/models/$m/classify > /dev/null; done; done");
        String done = order(
                site,
                "{\"models\":[\"first\",\"second\"],\"data\":\"colours\",\"suites\":[\"pokeai\"],"
                        + "\"corruptions\":[\"fog\",\"brightness\",\"contrast\"],\"seed\":7,\"gate\":{\"baseline\":\"first\",\"candidate\":\"second\",\"margin\":\"5pt\"}}");
        String evaluation = order(
                site,
                "{\"kind\":\"evaluation\",\"models\":[\"first\"],\"data\":\"colours\",\"split\":\"test_split.csv\"}");
        String going = order(
                site, "{\"models\":[\"slow\"],\"data\":\"colours\",\"corruptions\":[\"fog\",\"snow\",\"frost\"]}");
        ServedSite.await(
                "the jobs have ended",
                () -> "SUCCEEDED".equals(((Map<?, ?>) site.get("/v1/jobs/" + evaluation)).get("state")));
        Map<String, Scene> scenes = new LinkedHashMap<>();
        scenes.put("try-empty", page -> TryPage.open(page, ""));
        scenes.put("try-one", page -> tried(page, "?model=first&with=fog:0", picture));
        scenes.put(
                "try-side-by-side",
                page -> tried(page, "?model=first&model=second&model=folds&with=fog:3", picture, other));
        scenes.put("try-breaks", page -> {
            tried(page, "?model=first&with=fog:2", picture);
            page.hands().press(page.the("button", "Show every severity"));
            page.shows("at severity");
        });
        scenes.put("try-copy", page -> {
            tried(page, "?model=first", picture);
            page.hands().press(page.the("button", "Copy as"));
        });
        scenes.put("models-list", page -> page.open("#/models"));
        scenes.put("models-one", page -> page.open("#/models/first"));
        scenes.put("models-canary", page -> page.open("#/models/canaried"));
        scenes.put("models-shadow", page -> page.open("#/models/shadowed"));
        scenes.put("models-swap-form", page -> {
            page.open("#/models/first");
            page.hands().press(page.the("button", "Swap…"));
        });
        scenes.put("models-rollback-form", page -> {
            page.open("#/models/rolled");
            page.hands().press(page.the("button", "Roll back…"));
            page.shows("is held from then on");
        });
        scenes.put("models-changes", page -> page.open("#/models?tab=changes"));
        scenes.put("models-journal", page -> {
            page.open("#/models?tab=journal");
            page.hands().press(page.beginning("button", "Details of swap"));
        });
        scenes.put("models-backends", page -> page.open("#/models?tab=backends"));
        scenes.put("robustness-list", page -> page.open("#/robustness"));
        scenes.put("robustness-new", page -> page.open("#/robustness/new?models=first&data=colours"));
        scenes.put("robustness-going", page -> page.open("#/robustness/" + going));
        for (String part :
                List.of("", "/curves", "/corruptions", "/classes", "/pictures", "/scores", "/files", "/history")) {
            scenes.put("robustness-done" + part.replace('/', '-'), page -> page.open("#/robustness/" + done + part));
        }
        scenes.put(
                "robustness-compare",
                page -> page.open("#/robustness/compare?a=" + done + ":first&b=" + done + ":second"));
        for (String part : List.of("", "/confusion", "/classes", "/reliability", "/files")) {
            scenes.put("evaluation" + part.replace('/', '-'), page -> page.open("#/robustness/" + evaluation + part));
        }
        scenes.put("frame-token", page -> {
            page.open("#/models");
            page.hands().press(page.the("button", "Token"));
        });
        scenes.put("frame-no-such-model", page -> page.open("#/models/nobody"));
        scenes.put("frame-no-such-job", page -> page.open("#/robustness/00000099-00000000"));
        scenes.put("frame-offline", page -> {
            page.open("#/models");
            page.the("link", "first");
            site.kill();
            page.shows("The service does not answer.");
        });
        return scenes;
    }

    private static String order(ServedSite site, String json) throws Exception {
        String answer = site.send("POST", "/v1/jobs", json);
        Object id = ServedSite.json(answer).get("id");
        if (id == null) {
            throw new AssertionError(answer);
        }
        return String.valueOf(id);
    }

    private static void tried(Page page, String query, Path... pictures) {
        TryPage view = TryPage.open(page, query);
        page.the("checkbox", "first");
        view.drop(pictures);
        view.best("first");
    }

    private static void take(Page page, String scene, Look look) throws Exception {
        page.look(look);
        page.until("it is drawn", () -> page.is("document.readyState === 'complete'"));
        page.runAsync("await new Promise((done) => setTimeout(done, 700))");
        long height = Math.min(HIGHEST, (long) page.number("document.documentElement.scrollHeight"));
        page.driver()
                .executeCdpCommand(
                        "Emulation.setDeviceMetricsOverride",
                        Map.of(
                                "width",
                                look.width(),
                                "height",
                                Math.max(height, look.height()),
                                "deviceScaleFactor",
                                1,
                                "mobile",
                                look.isPhone()));
        page.run("window.scrollTo(0, 0)");
        Files.write(
                FOLDER.resolve(String.format(
                        Locale.ROOT, "%s-%s-%d.png", scene, look.theme().css(), look.width())),
                page.driver().getScreenshotAs(OutputType.BYTES));
        double wide = page.number("document.documentElement.scrollWidth");
        if (wide > look.width()) {
            System.out.println("WIDE " + scene + " at " + look.width() + ": " + wide);
        }
        for (String violation : Axe.now(page, look.theme())) {
            System.out.println("AXE " + scene + " at " + look.width() + ": " + violation);
        }
        page.look(look);
    }
}
