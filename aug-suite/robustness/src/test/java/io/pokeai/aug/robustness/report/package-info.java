@NullMarked
package io.pokeai.aug.robustness.report;

import org.jspecify.annotations.NullMarked;
