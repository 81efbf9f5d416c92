/**
 * The process: {@code Main} boots an OSGi framework over an installed {@code Home}, keeps the natives on the class path
 * (see {@code NativesJar}), and stops all of it in order on a signal.
 */
@NullMarked
package io.pokeai.launcher;

import org.jspecify.annotations.NullMarked;
