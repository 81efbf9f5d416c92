/** What a model of the engine answers, for another network to learn from. */
@NullMarked
package io.pokeai.djl.training.internal.teacher;

import org.jspecify.annotations.NullMarked;
