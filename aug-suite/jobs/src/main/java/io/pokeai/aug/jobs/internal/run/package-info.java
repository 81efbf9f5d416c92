/** Jobs at work: one after the other, with models of their own. */
@NullMarked
package io.pokeai.aug.jobs.internal.run;

import org.jspecify.annotations.NullMarked;
