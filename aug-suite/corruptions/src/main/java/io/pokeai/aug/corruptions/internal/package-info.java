/** What all corruptions share: checks, pictures as arrays, scratch memory. */
@NullMarked
package io.pokeai.aug.corruptions.internal;

import org.jspecify.annotations.NullMarked;
