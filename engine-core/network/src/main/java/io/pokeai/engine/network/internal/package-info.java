/** What other bundles use by its service only. */
@NullMarked
package io.pokeai.engine.network.internal;

import org.jspecify.annotations.NullMarked;
