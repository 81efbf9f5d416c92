/**
 * What only the assembled runtime can show: {@code …IT} run on it as users and bundles do, {@code …PaxIT} inside the
 * framework (JUnit 4, because Pax Exam is), {@code HouseRulesTest} reads all modules' classes.
 *
 * <p>Measured values are printed as {@code FIGURE name = value unit}.
 */
@NullMarked
package io.pokeai.itest;

import org.jspecify.annotations.NullMarked;
