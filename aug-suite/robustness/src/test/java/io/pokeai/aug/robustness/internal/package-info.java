@NullMarked
package io.pokeai.aug.robustness.internal;

import org.jspecify.annotations.NullMarked;
