/**
 * The console in a browser: tests that use it as people do, by mouse and by keyboard, in both themes and at three widths. They are
 * left out, with a reason, where there is no Chromium.
 *
 * <ul>
 *   <li>{@code Chromium} finds the browser, {@code BrowserExtension} gives each test a {@code Page} and holds the page to the rules.
 *   <li>{@code Setting} says how a test is done; {@code Hands} are a mouse or a keyboard.
 *   <li>{@code …IT} of the views do each task once; {@code …InEverySettingIT} do it in all settings ({@code -Pslow}).
 * </ul>
 */
@NullMarked
package io.pokeai.itest.browser;

import org.jspecify.annotations.NullMarked;
