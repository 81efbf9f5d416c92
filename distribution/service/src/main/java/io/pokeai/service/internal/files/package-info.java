/** Files over HTTP: ranges, entity tags, archives, and bodies that are written without a thread that waits for the client. */
@NullMarked
package io.pokeai.service.internal.files;

import org.jspecify.annotations.NullMarked;
