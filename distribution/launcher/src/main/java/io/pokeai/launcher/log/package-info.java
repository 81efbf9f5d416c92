/**
 * Where libraries log that speak SLF4J, such as Jetty and DJL: to {@link java.lang.System.Logger}, as everything here.
 */
@NullMarked
package io.pokeai.launcher.log;

import org.jspecify.annotations.NullMarked;
