/** The code of {@code docs/write-a-backend.md}: a back end from nothing. */
package io.pokeai.engine.docs;
