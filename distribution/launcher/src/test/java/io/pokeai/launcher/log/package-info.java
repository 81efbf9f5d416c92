@org.jspecify.annotations.NullMarked
package io.pokeai.launcher.log;
