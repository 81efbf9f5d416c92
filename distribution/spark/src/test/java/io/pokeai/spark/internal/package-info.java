/** Jobs on a cluster of processes on this machine. */
package io.pokeai.spark.internal;
