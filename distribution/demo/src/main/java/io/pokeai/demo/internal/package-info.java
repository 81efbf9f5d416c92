/** The demo: draws creatures, fits a model to them, and runs the engine on it in front of the user. */
@NullMarked
package io.pokeai.demo.internal;

import org.jspecify.annotations.NullMarked;
