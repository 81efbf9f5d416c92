package io.pokeai.itest.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.itest.ServedSite;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is around every view: the head, the colours, the token, and a service that goes away. */
@ExtendWith(BrowserExtension.class)
class ConsoleFrameIT {
    @Task
    void operatorsComeToEveryView(Setting setting, Page page) {
        page.as(setting).open("");
        for (String view : List.of("Models", "Robustness", "Try")) {
            page.hands().press(page.the("link", view));
            page.until("the view " + view, () -> page.has("heading", view));
            assertThat(page.run("return document.title")).isEqualTo(view + " – PokeAI console");
            assertThat(page.the("link", view).getDomAttribute("aria-current")).isEqualTo("page");
        }
    }

    @Test
    void callersHaveNothingButTry(ServedSite site, Page page) {
        page.at(site.callers()).open("#/models");
        page.the("heading", "Try");
        assertThat(page.all("link", "Models", false)).isEmpty();
        assertThat(page.all("link", "Robustness", false)).isEmpty();
    }

    @Task
    void coloursAreTheSystemsOrThoseThatWereChosen(Setting setting, Page page) {
        page.as(setting).open("");
        String system = ground(page);
        page.hands().press(page.beginning("button", "Now colours of the system"));
        page.hands().press(page.beginning("button", "Now dark colours"));
        String light = ground(page);
        page.reload();
        page.beginning("button", "Now light colours");
        assertThat(ground(page)).isEqualTo(light);
        page.theme(setting.look().theme().other());
        assertThat(ground(page)).isEqualTo(light);
        page.hands().press(page.beginning("button", "Now light colours"));
        page.theme(setting.look().theme());
        assertThat(ground(page)).isEqualTo(system);
    }

    private static String ground(Page page) {
        return String.valueOf(page.run("return getComputedStyle(document.documentElement).backgroundColor"));
    }

    @Test
    void keyboardsSkipTheHead(Page page) {
        page.as(new Setting(true, Look.LAPTOP)).open("");
        page.hands().leaveBy(page.the("link", "To the content"));
        page.until("the content has the focus", () -> page.is("document.activeElement.id === 'content'"));
        page.the("heading", "Try");
    }

    @Task
    void theTokenEndsWithTheTab(Setting setting, Page page) {
        page.as(setting).open("");
        page.hands().press(page.beginning("button", "Token"));
        page.hands().write(page.beginning("field", "Token of operators"), "secret-of-ash");
        page.hands().leaveBy(page.the("button", "Use it"));
        page.the("button", "Token (one is used)");
        assertThat(page.run("return JSON.stringify({...localStorage})")).isEqualTo("{}");
        assertThat(page.is("location.href.includes('secret')")).isFalse();
        page.hands().press(page.the("button", "Token (one is used)"));
        page.hands().leaveBy(page.the("button", "Forget the token"));
        page.the("button", "Token");
        assertThat(page.run("return JSON.stringify({...sessionStorage})")).isEqualTo("{}");
    }

    @Test
    void aTokenThatIsKeptIsInTheBrowser(Page page) {
        page.open("");
        page.hands().press(page.the("button", "Token"));
        page.hands().write(page.beginning("field", "Token of operators"), "secret-of-ash");
        page.hands().press(page.beginning("checkbox", "Keep it in this browser"));
        page.hands().leaveBy(page.the("button", "Use it"));
        page.the("button", "Token (one is used)");
        assertThat(page.run("return localStorage['pokeai.token']")).isEqualTo("secret-of-ash");
    }

    @Task
    void aDialogIsClosedByEscapeAndGivesTheFocusBack(Setting setting, Page page) {
        page.as(setting).open("");
        page.hands().press(page.the("button", "Token"));
        page.the("dialog", "Token");
        new Keyboard(page).type(org.openqa.selenium.Keys.ESCAPE);
        page.until("the dialog is closed", () -> page.css("dialog").isEmpty());
        assertThat(page.is("document.activeElement === arguments[0]", page.the("button", "Token")))
                .isTrue();
    }

    @Test
    void aPageWithoutItsServiceSaysSoAndGoesOnWhenItIsBack(Page page) {
        page.expecting("net::ERR_INTERNET_DISCONNECTED").open("");
        page.until("the service is ready", () -> page.css(".head .dot.good").size() == 1);
        offline(page, true);
        page.shows("The service does not answer. This page goes on when it does.");
        offline(page, false);
        page.hides("The service does not answer.");
        page.until("the service is ready", () -> page.css(".head .dot.good").size() == 1);
    }

    private static void offline(Page page, boolean offline) {
        page.driver()
                .executeCdpCommand(
                        "Network.emulateNetworkConditions",
                        Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    @Test
    void pagesMayDoNothingButAskTheirService(Page page) {
        page.open("");
        assertThat(
                        page.runAsync(
                                "const r = await fetch('/console/'); return [r.headers.get('content-security-policy'), r.status].join()"))
                .asString()
                .contains("default-src 'self'")
                .doesNotContain("unsafe");
        // The policy holds, and the extension would see it.
        page.run(
                "const s = document.createElement('script'); s.textContent = 'window.__xss = 1'; document.body.append(s);"
                        + "const i = document.createElement('img'); i.src = 'http://127.0.0.1:9/'; document.body.append(i)");
        page.until("both are refused", () -> page.number("window.__watch.violations.length") == 2);
        assertThat(page.is("window.__xss")).isFalse();
        page.leaveRules();
    }
}
