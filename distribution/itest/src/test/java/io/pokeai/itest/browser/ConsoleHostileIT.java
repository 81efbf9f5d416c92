package io.pokeai.itest.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.itest.ServedSite;
import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Texts of others that would like to be more than texts. The rules of every test say that no script ran, that the policy was not
 * violated, and that the page does not scroll sideways.
 */
@ExtendWith(BrowserExtension.class)
class ConsoleHostileIT {
    private static final String IMAGE = "<img src=x onerror=window.__xss=1>";
    private static final String SCRIPT = "<script>window.__xss=1</script>";
    private static final String BACKWARDS = "\u202egnp.exe";

    /** The longest name of a class that the engine takes. */
    private static final String LONG = "W".repeat(1_000);

    private static final String QUOTES = "\"'`${window.__xss=1}{{1+1}} javascript:window.__xss=1";

    private static final List<String> ADDRESSES = List.of(
            "#/models/" + IMAGE,
            "#/models/%3Cimg%20src=x%20onerror=window.__xss=1%3E",
            "#/models/..%2f..%2f..%2fetc%2fpasswd",
            "#/models/%E0%A4%A",
            "#/models?tab=" + IMAGE + "&model=" + IMAGE + "&show=constructor",
            "#/models?tab=journal&model=" + SCRIPT,
            "#/robustness/" + IMAGE,
            "#/robustness/" + SCRIPT + "/__proto__",
            "#/robustness/new?like=" + IMAGE + "&models=" + SCRIPT + "&data=" + IMAGE + "&kind=constructor",
            "#/robustness/compare?a=" + IMAGE + ":" + IMAGE + "&b=" + SCRIPT,
            "#/try?model=" + IMAGE + "&with=" + SCRIPT + ":9e99+fog:-1&seed=" + SCRIPT + "&top=1e9",
            "#/try?model=first@" + "a".repeat(64),
            "#/javascript:window.__xss=1",
            "#/__proto__/constructor?__proto__=1",
            "#/" + "a/".repeat(3_000));

    @Test
    void classesMayBeCalledAnything(Page page, ServedSite site) throws Exception {
        site.add("classes", 30, List.of(IMAGE, SCRIPT, BACKWARDS, LONG, QUOTES));
        TryPage view = TryPage.open(page, "?model=classes&top=5");
        page.hands().press(page.the("radio", "Top 5"));
        view.drop(site.picture("one.png", new Color(200, 60, 40)));
        page.until(
                "five classes",
                () -> view.card("classes")
                                .findElements(org.openqa.selenium.By.cssSelector(".ranking li"))
                                .size()
                        == 5);
        String card = view.card("classes").getText();
        assertThat(card).contains(IMAGE, SCRIPT, "${window.__xss=1}");
        // The mark that turns the direction is shown and does nothing.
        assertThat(card).contains("\ufffdgnp.exe").doesNotContain("\u202e");
        assertThat(card.length()).isLessThan(2_000);
        page.open("#/models/classes");
        page.the("heading", "classes");
        page.look(new Look(Look.Theme.DARK, 360));
    }

    @Test
    @Tag("slow")
    void modelsAndFilesMayBeCalledAnything(Page page, ServedSite site) throws Exception {
        for (String name :
                List.of(IMAGE, "a&lt;b&#x3e;", "\u202egnp.exe", "'\"`;$(touch x)", "\u05d0\u05d1\u05d2 \ud83e\udd8e")) {
            call(name, page, site);
        }
        page.look(new Look(Look.Theme.LIGHT, 360));
    }

    private static void call(String name, Page page, ServedSite site) throws Exception {
        String model = site.addIfAllowed(name, 31);
        page.open("#/models");
        if (!model.isEmpty()) {
            page.hands().write(page.the("field", "Filter models"), name.substring(0, 3));
            page.until("it is listed", () -> page.css("table.models tbody tr").size() == 1);
            page.hands().leaveBy(page.css("table.models tbody a").get(0));
            page.shows("answers, opened by");
        }
        TryPage view = TryPage.open(page, model.isEmpty() ? "?model=first" : "");
        Path picture = site.picture(name + ".png", new Color(1, 200, 100));
        view.drop(picture);
        page.until(
                "the picture is there",
                () -> page.css("section.pictures canvas").size() >= 1);
        page.until(
                "an answer",
                () -> !page.css("article .ranking:not([aria-hidden])").isEmpty());
    }

    @Test
    @Tag("slow")
    void addressesMaySayAnything(Page page) {
        page.expecting("the server responded with a status of 4").open("#/models");
        for (String hash : ADDRESSES) {
            page.open(hash);
            page.until("a view at " + hash, () -> page.css("main h1").size() == 1);
            page.reload();
            page.until("a view at " + hash, () -> page.css("main h1").size() == 1);
            assertThat(page.is("window.__xss")).as(hash).isFalse();
        }
        // The page goes on.
        page.open("#/models");
        page.the("link", "first");
    }

    /** Every text of every answer has markup behind it, as if a service, a proxy, or whoever writes into the service's files were hostile. */
    @Test
    void answersMaySayAnything(Page page, ServedSite site) throws Exception {
        site.send("POST", "/v1/models/first/swap", "{\"file\": \"no-such-file.onnx\", \"who\": \"x\"}");
        String job = String.valueOf(ServedSite.json(site.send(
                        "POST",
                        "/v1/jobs",
                        "{\"models\":[\"first\"],\"data\":\"colours\",\"corruptions\":[\"fog:2\"]}"))
                .get("id"));
        ServedSite.await(
                "the job has ended", () -> "SUCCEEDED".equals(((Map<?, ?>) site.get("/v1/jobs/" + job)).get("state")));
        page.driver().executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", Script.HOSTILE));
        for (String hash : List.of(
                "#/models",
                "#/models/first",
                "#/models?tab=journal",
                "#/models?tab=changes",
                "#/models?tab=backends",
                "#/robustness",
                "#/robustness/" + job,
                "#/robustness/" + job + "/results",
                "#/robustness/new",
                "#/try?model=first")) {
            page.open("#/models");
            page.open(hash);
            page.until("a view", () -> page.css("main h1").size() == 1);
            page.until(
                    "what was asked is there",
                    () -> page.is("window.__hostile > 0 && performance.now() - window.__asked > 400"));
            assertThat(page.is("window.__xss")).as(hash).isFalse();
            assertThat(page.number("document.querySelectorAll('main img, main script').length"))
                    .as(hash)
                    .isZero();
        }
        page.expecting("status of 4").leaveRules();
        assertThat(page.run("return window.__watch.violations")).isEqualTo(List.of());
    }

    /** Requests are refused with texts of a stranger. */
    @Test
    void refusalsMaySayAnything(Page page, ServedSite site) throws Exception {
        page.expecting("the server responded with a status of 4");
        page.driver().executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", Script.REFUSING));
        TryPage view = TryPage.open(page, "?model=first");
        view.drop(site.picture("one.png", new Color(9, 9, 9)));
        page.shows(IMAGE);
        page.look(new Look(Look.Theme.LIGHT, 360));
        assertThat(page.number("document.querySelectorAll('main img').length")).isZero();
        assertThat(page.text().length()).isLessThan(20_000);
    }

    @Test
    void aPictureThatIsNoneIsNoPage(Page page, ServedSite site) throws Exception {
        TryPage view = TryPage.open(page, "?model=first");
        Path svg = Files.writeString(
                site.work().resolve("x.svg"),
                "<svg xmlns='http://www.w3.org/2000/svg' onload='window.__xss=1'><script>window.__xss=1</script></svg>");
        view.drop(svg);
        page.shows("x.svg");
        page.hands().press(page.the("button", "Close the message"));
    }
}
