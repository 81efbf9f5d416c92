@NullMarked
package io.pokeai.aug.robustness.gate;

import org.jspecify.annotations.NullMarked;
