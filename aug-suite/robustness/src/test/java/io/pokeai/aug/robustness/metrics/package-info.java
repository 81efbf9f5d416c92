@NullMarked
package io.pokeai.aug.robustness.metrics;

import org.jspecify.annotations.NullMarked;
