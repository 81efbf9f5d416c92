package io.pokeai.itest.browser;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** A mouse, and the keyboard only for what is typed into fields. */
final class Mouse implements Hands {
    /** How often in a row it has to be where it was. */
    private static final int LOOKS = 3;

    private final Page page;

    Mouse(Page page) {
        this.page = page;
    }

    @Override
    public void press(WebElement control) {
        leaveBy(control);
        Focus.require(page);
    }

    @Override
    public void leaveBy(WebElement control) {
        aim(control);
        new Actions(page.driver()).moveToElement(control).click().perform();
    }

    @Override
    public void write(WebElement field, String text) {
        show(field);
        new Actions(page.driver()).moveToElement(field).click().perform();
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE, text);
        Focus.require(page);
    }

    @Override
    public void choose(WebElement select, String option) {
        show(select);
        option(select, option).click();
        Focus.require(page);
    }

    @Override
    public void slide(WebElement slider, double value) {
        show(slider);
        // The middle of the thumb goes from one radius after the left edge to one before the right edge.
        double share = page.number(
                "(arguments[1] - Number(arguments[0].min || 0)) / (Number(arguments[0].max || 100) - Number(arguments[0].min || 0))",
                slider,
                value);
        int width = slider.getSize().getWidth();
        int x = (int) Math.round((share - 0.5) * (width - THUMB));
        new Actions(page.driver()).moveToElement(slider, x, 0).click().perform();
        page.until(
                "the slider is at " + value,
                () -> Math.abs(page.number("Number(arguments[0].value)", slider) - value) < 1e-9);
        Focus.require(page);
    }

    /** Chromium's thumb, in CSS pixels. */
    private static final int THUMB = 16;

    private static WebElement option(WebElement select, String text) {
        return select.findElements(By.tagName("option")).stream()
                .filter(option -> option.getText().trim().startsWith(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no option '" + text + "'"));
    }

    /** Whoever aims at something that moves waits until it stands still. */
    private void aim(WebElement control) {
        show(control);
        AtomicReference<String> last = new AtomicReference<>("");
        AtomicInteger still = new AtomicInteger();
        page.until("the control stands still", () -> {
            String now = String.valueOf(page.run(
                    "const r = arguments[0].getBoundingClientRect(); return `${r.x} ${r.y} ${r.width}`", control));
            return now.equals(last.getAndSet(now)) ? still.incrementAndGet() > LOOKS : still.getAndSet(0) < 0;
        });
    }

    private void show(WebElement control) {
        page.run("arguments[0].scrollIntoView({block: 'center', inline: 'nearest', behavior: 'instant'})", control);
    }
}
