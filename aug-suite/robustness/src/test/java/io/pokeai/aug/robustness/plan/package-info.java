@NullMarked
package io.pokeai.aug.robustness.plan;

import org.jspecify.annotations.NullMarked;
