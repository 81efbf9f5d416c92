/** Pages for people, which other bundles bring. */
@NullMarked
package io.pokeai.service.internal.site;

import org.jspecify.annotations.NullMarked;
