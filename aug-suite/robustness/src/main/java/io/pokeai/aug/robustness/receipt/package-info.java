/**
 * What a robustness run claims, so that somebody else can check it.
 *
 * <ul>
 *   <li>{@link io.pokeai.aug.robustness.receipt.ReceiptFiles}: writes {@code receipt.json} and its leaves;
 *   <li>{@link io.pokeai.aug.robustness.receipt.Receipt}, {@link io.pokeai.aug.robustness.receipt.ReceiptLeaves}: read them;
 *   <li>{@link io.pokeai.aug.robustness.receipt.ReceiptCheck}: computes all of it, or a sample, anew;
 *   <li>{@link io.pokeai.aug.robustness.receipt.ReceiptVerdict}: the level that was reached, and what differs.
 * </ul>
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.aug.robustness.receipt;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
