/**
 * What a picture file says about itself before anything is decoded: format, size and what decides how it is decoded.
 * Recognised by content, never by name; every read is checked, every number is bounded.
 */
@NullMarked
package io.pokeai.engine.imaging.internal.header;

import org.jspecify.annotations.NullMarked;
