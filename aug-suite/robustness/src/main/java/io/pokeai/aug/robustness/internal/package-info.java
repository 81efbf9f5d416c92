/** The gate that a swap may demand: a robustness run of both generations, and its verdict. */
@NullMarked
package io.pokeai.aug.robustness.internal;

import org.jspecify.annotations.NullMarked;
