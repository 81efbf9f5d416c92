@NullMarked
package io.pokeai.aug.robustness.receipt;

import org.jspecify.annotations.NullMarked;
