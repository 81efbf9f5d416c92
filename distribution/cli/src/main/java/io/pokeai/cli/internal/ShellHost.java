package io.pokeai.cli.internal;

/** A shell that can be run in this process. */
interface ShellHost {}
