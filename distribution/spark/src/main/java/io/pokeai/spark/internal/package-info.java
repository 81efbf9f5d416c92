/** How work is cut, answered in executors, and joined in the driver. */
@NullMarked
package io.pokeai.spark.internal;

import org.jspecify.annotations.NullMarked;
