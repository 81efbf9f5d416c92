/**
 * The engine's components. {@link io.pokeai.engine.runtime.internal.osgi.OsgiEngineFactory} opens engines over the back ends that
 * are registered as services, {@link io.pokeai.engine.runtime.internal.osgi.ConfiguredEngine} offers one for a configuration,
 * {@link io.pokeai.engine.runtime.internal.osgi.DeclaredModel} declares one model.
 */
@NullMarked
package io.pokeai.engine.runtime.internal.osgi;

import org.jspecify.annotations.NullMarked;
