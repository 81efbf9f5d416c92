/** The selections of scikit-learn, pandas and NumPy behind {@link io.pokeai.engine.dataset}. */
@NullMarked
package io.pokeai.engine.dataset.internal;

import org.jspecify.annotations.NullMarked;
