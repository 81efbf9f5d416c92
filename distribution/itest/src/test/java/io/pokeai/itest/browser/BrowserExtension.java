package io.pokeai.itest.browser;

import io.pokeai.itest.ServedSite;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test a {@link Page} of the operators of a service with models, in a tab that knows nothing of other tests, and holds the page
 * to the {@link Rules} when the test is over. The service, a {@link ServedSite}, and the browser are those of all tests of this JVM.
 */
final class BrowserExtension implements ExecutionCondition, BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final ExtensionContext.Namespace ROOM = ExtensionContext.Namespace.create(BrowserExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Chromium.find().isPresent()
                ? ConditionEvaluationResult.enabled("there is a browser")
                : ConditionEvaluationResult.disabled(
                        "no Chromium here: needs chromium and chromedriver on the path, or -Dpokeai.chromium and -Dpokeai.chromedriver");
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        Browser browser = browser(context);
        Page page = browser.newPage(site(context).operators());
        context.getStore(ROOM).put(Page.class, page);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Optional<Throwable> failure = context.getExecutionException();
        Page page = context.getStore(ROOM).get(Page.class, Page.class);
        page.look();
        if (failure.isPresent()) {
            browser(context)
                    .keepPicture(
                            page,
                            context.getRequiredTestClass().getSimpleName() + "-"
                                    + context.getRequiredTestMethod().getName());
        } else {
            Rules.check(page);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return Map.of(Page.class, true, ServedSite.class, true, Browser.class, true)
                .containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type == ServedSite.class) {
            return site(context);
        }
        if (type == Browser.class) {
            return browser(context);
        }
        return context.getStore(ROOM).get(Page.class);
    }

    private static ServedSite site(ExtensionContext context) {
        return context.getRoot()
                .getStore(ROOM)
                .getOrComputeIfAbsent(ServedSite.class, key -> start(), ServedSite.class);
    }

    private static ServedSite start() {
        try {
            return ServedSite.start("browser");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Browser browser(ExtensionContext context) {
        return context.getRoot()
                .getStore(ROOM)
                .getOrComputeIfAbsent(
                        Browser.class, key -> Browser.start(Chromium.find().orElseThrow()), Browser.class);
    }
}
