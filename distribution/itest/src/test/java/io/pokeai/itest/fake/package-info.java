/** Back ends made for tests: packed into bundles of their own by {@code TestBundle}. */
@NullMarked
package io.pokeai.itest.fake;

import org.jspecify.annotations.NullMarked;
