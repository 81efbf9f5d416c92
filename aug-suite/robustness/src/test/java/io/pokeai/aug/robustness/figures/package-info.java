@NullMarked
package io.pokeai.aug.robustness.figures;

import org.jspecify.annotations.NullMarked;
