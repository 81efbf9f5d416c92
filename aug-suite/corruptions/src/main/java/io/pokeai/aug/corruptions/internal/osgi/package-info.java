/** The bundle's services in an OSGi framework. */
@NullMarked
package io.pokeai.aug.corruptions.internal.osgi;

import org.jspecify.annotations.NullMarked;
